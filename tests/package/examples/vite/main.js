// The findings of what is typed. Vite finds the .wasm by itself.
import { Policy, init } from "ramlight";

const field = document.querySelector("#policy");
const list = document.querySelector("#findings");

await init();
field.value = `{
  "Version": "1",
  "Statement": [{ "Effect": "allow", "Action": "apigateway:DescribeApi", "Resource": "*" }]
}`;
const policy = new Policy(field.value);

function show() {
  policy.update(field.value);
  list.replaceChildren(...policy.findings().map(({ code, severity, message, help }) => {
    const item = document.createElement("li");
    item.textContent = `${severity} ${code}: ${message}; ${help}`;
    return item;
  }));
  document.title = `${list.children.length} findings`;
}

field.addEventListener("input", show);
show();
