// `ramlight decide`: what RAM answers to one request.
import { Authorization, Policy } from "ramlight";
import { explanationLines, sourceOf } from "./decision.mjs";
import { UsageError } from "./errors.mjs";
import { FAIL_ON, failsOn } from "./failing.mjs";
import { findingLines } from "./findings.mjs";
import { needOneInput, needPolicySize, readDocument, readPolicy } from "./input.mjs";
import { readOptions } from "./options.mjs";
import { isScenario, openScenario } from "./scenario-file.mjs";
import { wordsIn } from "./words.mjs";

const text = { type: "string" };
const texts = { type: "string", multiple: true, default: [] };
/** What a scenario says itself. */
const OF_POLICIES = {
  action: text, resource: texts, context: texts, unknown: texts, absent: texts, principal: text, "resource-group": text,
  session: text, control: texts, trust: text, "resource-policy": text,
};
const OPTIONS = { ...FAIL_ON, ...OF_POLICIES, request: text, expect: text, json: { type: "boolean" } };
const DECISIONS = ["Allow", "ExplicitDeny", "ImplicitDeny", "Undecided"];

export async function decide(args) {
  const { values, files } = readOptions(args, OPTIONS);
  const fails = failsOn(values["fail-on"]);
  if (values.expect !== undefined && !DECISIONS.includes(values.expect)) {
    throw new UsageError(`--expect is ${DECISIONS.join(", ")}, not \`${values.expect}\``, `--expect 可以是 ${DECISIONS.join("、")}，不能是 \`${values.expect}\``);
  }
  const others = [values.session, values.trust, values["resource-policy"], ...values.control].filter((file) => file !== undefined);
  needOneInput([...files, ...others]);

  const sources = [];
  // no FILE is standard input, but for a caller who has other policies alone
  for (const file of files.length > 0 || others.length > 0 ? files : [undefined]) sources.push(await readDocument(file));
  const scenarios = sources.filter(({ text }) => isScenario(text));
  if (scenarios.length === 0) return decideByPolicies(sources, values, fails);
  if (sources.length > 1) throw new UsageError("a scenario is decided alone, not beside other files", "场景只能单独判定，不能与其他文件一起");
  return decideInScenario(scenarios[0], values);
}

function decideInScenario(source, values) {
  for (const name of Object.keys(OF_POLICIES)) {
    if ([values[name]].flat().some((value) => value !== undefined)) throw new UsageError(`--${name} is not for a scenario: its requests say that themselves`, `--${name} 不适用于场景：其请求已自行说明`);
  }
  const scenario = openScenario(source, values.locale);
  const number = findRequest(scenario.requests, values.request);
  return print(scenario.explain(number), undefined, values);
}

/** The index of the request with that number, counted from 1, or that name. */
function findRequest(requests, wanted) {
  const count = requests.length;
  if (wanted === undefined) throw new UsageError(`a scenario needs --request N: it has ${count}, counted from 1`, `场景需要 --request N：共有 ${count} 个请求，从 1 开始`);
  if (/^\d+$/.test(wanted)) {
    const number = Number(wanted);
    if (number >= 1 && number <= count) return number - 1;
    throw new UsageError(`there is no request ${wanted}: the scenario has ${count}, counted from 1`, `没有第 ${wanted} 个请求：场景共有 ${count} 个，从 1 开始`);
  }
  const found = [...requests.keys()].filter((index) => requests[index].name === wanted);
  if (found.length === 1) return found[0];
  if (found.length === 0) throw new UsageError(`the scenario has no request \`${wanted}\``, `场景没有名为 \`${wanted}\` 的请求`);
  throw new UsageError(`several requests are called \`${wanted}\`: ${found.map((index) => index + 1).join(", ")}`, `有多个请求名为 \`${wanted}\`：${found.map((index) => index + 1).join("、")}`);
}

async function decideByPolicies(identity, values, fails) {
  if (values.request !== undefined) throw new UsageError('--request is for a scenario, a file with "format": "ramlight-scenario/1"; one request is --action A --resource R', '--request 用于场景，即含 "format": "ramlight-scenario/1" 的文件；单个请求用 --action A --resource R');
  const request = readRequest(values);
  const kind = values.trust === undefined ? resourceKind(request) : "trust";
  if (values.trust !== undefined && values["resource-policy"] !== undefined) {
    throw new UsageError("--trust is the policy of a role, --resource-policy that of another resource: one of them", "--trust 是角色的策略，--resource-policy 是其他资源的策略：只能使用其一");
  }

  // in the order in which an explanation numbers them
  const opened = [];
  const open = (source, kind) => {
    const policy = new Policy(source.text, { kind, locale: values.locale });
    opened.push({ source, policy });
    return { policy, name: source.path };
  };
  const openFile = async (file, kind) => (file === undefined ? undefined : open(await readPolicy(file), kind));
  const control = [];
  for (const file of values.control) control.push([await openFile(file, "control")]);
  const session = await openFile(values.session, "session");
  for (const source of identity) needPolicySize(source);
  const attached = identity.map((source) => open(source, "identity"));
  const resource = await openFile(values.trust ?? values["resource-policy"], kind);

  const authorization = new Authorization({
    identity: attached,
    session,
    control: control.length > 0 ? control : undefined,
    resource,
  });
  const explanation = asked(() => authorization.explain(request));
  const diagnostics = opened.map(({ source, policy }) => ({ source, diagnostics: policy.diagnostics() }));
  if (!values.json) {
    for (const { source, diagnostics: each } of diagnostics) {
      for (const line of findingLines(source.path, each, source.text, { locale: values.locale, stream: process.stderr })) console.error(line);
    }
  }
  const code = print(explanation, opened.map(({ source }) => sourceOf(source)), values);
  return diagnostics.some(({ diagnostics: each }) => fails(each)) ? 1 : code;
}

/** The policy of a bucket has its own grammar. */
function resourceKind({ resources }) {
  return resources.some((resource) => resource.startsWith("acs:oss:")) ? "bucket" : "resource";
}

function readRequest(values) {
  for (const name of ["action", "resource"]) {
    if ([values[name]].flat().length === 0 || values[name] === undefined) throw new UsageError(`--${name} is missing: a request has an action and resources`, `缺少 --${name}：请求包含操作和资源`);
  }
  const context = Object.create(null);
  for (const option of values.context) {
    const [, key, value] = option.match(/^([^=]+)=(.*)$/s) ?? [];
    if (key === undefined) throw new UsageError(`--context takes KEY=VALUE, not \`${option}\``, `--context 的形式为 KEY=VALUE，而不是 \`${option}\``);
    (context[key] ??= []).push(value);
  }
  const isOpen = values.unknown.includes("*");
  if (isOpen && values.unknown.length > 1) throw new UsageError("--unknown '*' is every key that is not listed: no other --unknown beside it", "--unknown '*' 表示所有未列出的键：不能再有其他 --unknown");
  return {
    action: values.action,
    resources: values.resource,
    context,
    unknown: isOpen ? true : values.unknown,
    absent: values.absent,
    ...optional("principal", values.principal),
    ...optional("resourceGroup", values["resource-group"]),
  };
}

function optional(name, value) {
  return value === undefined ? {} : { [name]: value };
}

/** What a wrong request is for the library is a wrong option here. */
function asked(answer) {
  try {
    return answer();
  } catch (error) {
    throw error instanceof RangeError || error instanceof TypeError ? new UsageError(error.message, `请求有误：${error.message}`) : error;
  }
}

/** Prints the answer; 1 where it is not what was expected. */
function print(explanation, sources, { json, expect, locale }) {
  if (json) console.log(JSON.stringify({ format: "ramlight-decision/1", ...explanation }, null, 2));
  else for (const line of explanationLines(explanation, sources, locale)) console.log(line);
  if (expect === undefined || expect === explanation.decision) return 0;
  console.error(`ramlight: ${wordsIn(locale).expected(expect, explanation.decision)}`);
  return 1;
}
