// The catalogue of the whole cloud in the installed package: loading it, in Node.js and in a page, and `ramlight catalog`.
import assert from "node:assert/strict";
import { copyFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { titleOf } from "./browser.mjs";
import { OWN_CATALOG } from "./policies.mjs";
import { project, projectOfFile, ramlightIn, run, tool } from "./project.mjs";

/** 24,758 rows of the table, two of them a second time, and 9 by hand; ecs alone; ram (an alias of ims, too) and sts. */
const ALL = 24_765;
const ECS = 364;
const RAM_AND_STS = 72 + 98 + 6;

const folder = projectOfFile({ "own.json": OWN_CATALOG });
const file = join(folder, "node_modules/ramlight/catalog/cloud.txt");
const text = readFileSync(file, "utf8");
writeFileSync(join(folder, "cut.txt"), text.slice(0, 1000));
writeFileSync(join(folder, "changed.txt"), text.replace("RunInstances", "RunInstancez"));
writeFileSync(join(folder, "newer.txt"), text.replace("\t1\t", "\t2\t"));
writeFileSync(join(folder, "older.txt"), text.replace("\t1\t", "\t0\t"));
writeFileSync(join(folder, "binary.txt"), Buffer.from([0xff, 0xfe, 0x00]));
copyFileSync(file, join(folder, "same.txt"));
const { Catalog, CatalogFileError, Policy } = await ramlightIn(folder);

const ramlight = (args) => run(folder, join(folder, "node_modules/.bin/ramlight"), args);

test("all services, or some of them, by code or alias; the others are named", async () => {
  const all = await Catalog.load();
  assert.deepEqual([all.about().operations, all.about().whole, all.about().date], [ALL, true, "2025-12-19"]);
  assert.equal(all.services().length, 319);
  assert.equal(all.names().length, ALL);
  assert.equal(all.accessLevels().length, ALL);
  const some = await Catalog.load(["ECS", "nosuch"]);
  assert.equal(some.about().operations, ECS);
  assert.deepEqual(some.services().filter(({ loaded }) => loaded).map(({ code }) => code), ["ecs"]);
  assert.equal(some.services().length, 319);
  // how many there are is known of those that are only named, too
  assert.deepEqual(some.services().map(({ code, known }) => [code, known]), all.services().map(({ code, count }) => [code, code === "apigateway" ? 243 : count]));
  const security = await Catalog.load(["threatdetection"]);
  assert.deepEqual(security.services().filter(({ loaded }) => loaded).map(({ code }) => code), ["yundun-sas"]);
  assert.equal((await Catalog.load([])).about().operations, 0);
});

test("what is asked of a part is what is asked of all", async () => {
  const catalog = await Catalog.load(["ram", "apigateway", "ecs"]);
  const names = catalog.names();
  const levels = catalog.accessLevels();
  const { operations, templates } = catalog.info();
  for (const { code, first, count } of catalog.services()) {
    const own = catalog.operations(code);
    assert.equal(own.length, count);
    for (const [i, operation] of own.entries()) {
      assert.deepEqual(operation, operations[first + i]);
      assert.equal(operation.name, names[operation.id]);
      assert.equal(levels[operation.id] >= 8, operation.accessLevelSource === "derived");
    }
  }
  assert.deepEqual(catalog.templates(), templates);
  const { list, of } = catalog.requirements();
  assert.deepEqual([...of].map((id) => list[id]), operations.map(({ requirement }) => requirement));
  assert.deepEqual([...catalog.noted()], operations.filter(({ notes }) => notes.length > 0).map(({ id }) => id));
  assert.deepEqual(catalog.readyPolicies("zh"), (({ systemPolicies, serviceLinkedRoles }) => ({ systemPolicies, serviceLinkedRoles }))(catalog.info("zh")));
  assert.ok(Catalog.builtin().readyPolicies().systemPolicies.length > 0);
  assert.ok(of.some((id) => list[id] === null) && of.some((id) => list[id]?.length === 5) && catalog.noted().length > 0);
  const run = catalog.operation("ecs:runinstances");
  assert.deepEqual([run.name, run.accessLevel, run.resourceOrigin, run.requirement.length], ["RunInstances", "create", "doc-2021", 5]);
  assert.deepEqual(catalog.operation(run.id), run);
  assert.deepEqual(catalog.operation("ecs:RunInstances", "zh").notes.length, run.notes.length);
  assert.equal(catalog.operation("ecs:NoSuch"), null);
  assert.equal(catalog.operation("oss:GetObject"), null);
  assert.deepEqual(catalog.operation("ram:CreateServiceLinkedRole").conditionKeys, ["ram:ServiceName"]);
  assert.ok(catalog.arnHints("ecs").length > 10);
  assert.throws(() => catalog.operations("nosuch"), RangeError);
  const mfa = catalog.conditionKeys().find(({ name }) => name === "acs:MFAPresent");
  assert.deepEqual([mfa.type, mfa.tag, mfa.certainty, mfa.always], ["Bool", false, "documented", false]);
  assert.ok(catalog.regions().includes("cn-hangzhou"));
  // the embedded catalogue has keys and regions, too
  assert.deepEqual(Catalog.builtin().conditionKeys(), catalog.conditionKeys());
  assert.deepEqual(Catalog.builtin().regions(), catalog.regions());
});

test("an action without published resources: `*` decides, anything narrower is unknown", async () => {
  const catalog = await Catalog.load(["oss"]);
  const outcome = (resource) => {
    const policy = new Policy(JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "oss:GetObject", Resource: resource }] }));
    return policy.coverage(catalog).explain(catalog.operation("oss:GetObject").id).outcome;
  };
  assert.equal(outcome("*"), "allowed");
  assert.equal(outcome("acs:oss:*:*:bucket/*"), "unknown");
});

test("a file of one's own goes over it", async () => {
  const own = Catalog.fromJSON(OWN_CATALOG, "own.json");
  const both = (await Catalog.load(["sts"])).extended(own);
  const mine = own.names().length;
  assert.equal(both.about().operations, 6 + mine);
  for (const { code } of own.services()) assert.equal(both.services().filter((service) => service.code === code).length, 1);
  assert.throws(() => both.extended({}), TypeError);
});

test("a file that is cut off, changed, newer, older or none says so, and nothing is lost", async () => {
  const kept = await Catalog.load(["ecs"]);
  for (const [name, reason] of [
    ["cut.txt", /cut off: \d+ of 4\d+ bytes/],
    ["changed.txt", /damaged or was changed/],
    ["newer.txt", /`ramlight-cloud 2` is made for a newer ramlight; this one reads `ramlight-cloud 1`/],
    ["older.txt", /`ramlight-cloud 0` is made for an older ramlight/],
    ["binary.txt", /damaged or was changed/],
    ["own.json", /no format of a catalogue|cut off/],
  ]) {
    await assert.rejects(Catalog.load("all", { from: join(folder, name) }), (error) => {
      assert.ok(error instanceof CatalogFileError, name);
      assert.match(error.message, reason);
      assert.deepEqual(Object.keys(error.errors[0]).sort(), ["column", "file", "line", "reason"]);
      return true;
    });
  }
  assert.equal(kept.about().operations, ECS);
  const again = await Catalog.load(["ecs"], { from: pathToFileURL(join(folder, "same.txt")) });
  assert.equal(again.about().operations, ECS);
  assert.equal(Catalog.fromJSON(readFileSync(file, "utf8"), "cloud.txt").about().operations, ALL);
});

test("a file that is cut off anywhere, or has one letter changed anywhere, is not used at all", async () => {
  const PLACES = 24;
  for (let place = 0; place < PLACES; place += 1) {
    const at = Math.floor((text.length * place) / PLACES);
    const other = text[at] === "x" ? "y" : "x";
    for (const [name, damaged] of [["cut", text.slice(0, at)], ["changed", text.slice(0, at) + other + text.slice(at + 1)]]) {
      writeFileSync(join(folder, "damaged.txt"), damaged);
      await assert.rejects(Catalog.load(["ecs"], { from: join(folder, "damaged.txt") }), CatalogFileError, `${name} at ${at}`);
    }
  }
});

test("the command line says what is wrong with the package's own file, and takes a whole one in its place", (t) => {
  const policy = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "ecs:StopInstanc", Resource: "acs:ecs:*:*:instance/i-1" }] });
  const other = project(t, { "p.json": policy, "same.txt": text });
  const command = join(other, "node_modules/.bin/ramlight");
  for (const [damaged, reason] of [[text.slice(0, 1000), "the file is cut off"], [text.replace("\t1\t", "\t2\t"), "made for a newer ramlight"]]) {
    writeFileSync(join(other, "node_modules/ramlight/catalog/cloud.txt"), damaged);
    for (const args of [["check", "p.json"], ["compare", "p.json", "p.json"], ["grants", "p.json"], ["suppress", "p.json", "RAM701", "--reason", "r"]]) {
      const { status, stdout, stderr } = run(other, command, args);
      assert.deepEqual({ status, stdout }, { status: 2, stdout: "" }, args[0]);
      assert.ok(stderr.startsWith("ramlight: can't use this catalogue\ncatalog/cloud.txt:1:1: ") && stderr.includes(reason) && !stderr.includes("    at "), stderr);
    }
    assert.match(run(other, command, ["check", "p.json", "--catalog", "same.txt"]).stdout, /RAM701/);
  }
});

test("what is no list of codes is a mistake of the caller", async () => {
  await assert.rejects(Catalog.load("ecs"), TypeError);
  await assert.rejects(Catalog.load([7]), TypeError);
});

test("a file that could not be read is tried again", (t) => {
  const other = project(t, {
    "main.mjs": `
      import { renameSync } from "node:fs";
      import { Catalog } from "ramlight";
      await Catalog.load(["ecs"]).then(() => console.log("read"), (error) => console.log(error.code));
      renameSync("away.txt", "node_modules/ramlight/catalog/cloud.txt");
      console.log((await Catalog.load(["ecs"])).about().operations);`,
  });
  renameSync(join(other, "node_modules/ramlight/catalog/cloud.txt"), join(other, "away.txt"));
  assert.deepEqual(run(other, process.execPath, ["main.mjs"]), { status: 0, stdout: `ENOENT\n${ECS}\n`, stderr: "" });
});

test("CommonJS finds the file", (t) => {
  const other = project(t, { "main.cjs": `require("ramlight").Catalog.load(["sts", "ram"]).then((catalog) => console.log(catalog.about().operations));` });
  assert.deepEqual(run(other, process.execPath, ["main.cjs"]), { status: 0, stdout: `${RAM_AND_STS}\n`, stderr: "" });
});

const html = (script, head = "") => `<!doctype html><title>waiting</title>${head}<script type="module" ${script}</script>`;
const IN_A_PAGE = `
  import { Catalog, init } from "ramlight";
  await init();
  const [missing, loaded] = [await Catalog.load("all", { from: "/nosuch.txt" }).catch((error) => error.message), await Catalog.load()];
  document.title = loaded.about().operations + ", " + missing.replace(/http\\S+\\//, "");`;
const TITLE = `${ALL}, can't load nosuch.txt: 404 Not Found`;

test("a page made by Vite brings the file along", async (t) => {
  const other = project(t, { "index.html": html('src="/main.js">'), "main.js": IN_A_PAGE });
  const { status, stdout, stderr } = tool(other, "vite", ["build"]);
  assert.equal(status, 0, stdout + stderr);
  const { title } = await titleOf(t, join(other, "dist"));
  assert.equal(title, TITLE);
});

test("a plain module script loads the file from beside the package", async (t) => {
  const map = `<script type="importmap">{ "imports": { "ramlight": "/node_modules/ramlight/browser.js" } }</script>`;
  const { title } = await titleOf(t, project(t, { "index.html": html(`>${IN_A_PAGE}`, map) }));
  assert.equal(title, TITLE);
});

test("ramlight catalog lists services, with date and source", () => {
  const { status, stdout } = ramlight(["catalog"]);
  assert.equal(status, 0);
  assert.match(stdout, /^SERVICE +ACTIONS +NAME\n/);
  assert.match(stdout, /^ecs +364 +Elastic Compute Service$/m);
  assert.match(stdout, /^ims +\d+ +RAM Identity Management Service +also ram$/m);
  assert.match(stdout, /^319 services, 24765 actions$/m);
  assert.match(stdout, /^The catalogue of the whole cloud, as of 2025-12-19$/m);
});

test("ramlight catalog shows a service, an action and a resource type", () => {
  const service = ramlight(["catalog", "sts"]).stdout;
  assert.match(service, /^sts:AssumeRole +get +acs:ram::\$accountid:role\/\$RoleName$/m);
  assert.match(service, /^sts:GetCallerIdentity +get +not published$/m);
  assert.match(service, /^ +sts:SourceIdentity +String/m);
  const unpublished = ramlight(["catalog", "oss:getobject"]).stdout;
  assert.match(unpublished, /^oss:GetObject  get\n  resources are not published/);
  assert.match(unpublished, /hints, not facts\):\n    acs:oss:/);
  const attach = ramlight(["catalog", "ram:AttachPolicyToUser"]).stdout;
  assert.match(attach, /policy\/\$PolicyName \+ acs:ram:\*:\$accountid:user\/\$UserName/);
  assert.match(attach, /source of the resources: put together by hand/);
  const type = ramlight(["catalog", "nas/filesystem"]).stdout;
  assert.match(type, /^nas\/filesystem\n  acs:nas:\$regionid:\$accountid:filesystem\/\$filesystemId\n/);
  assert.match(type, /^nas:CreateFileSystem +create +acs:nas:\$regionid:\$accountid:filesystem\/\*$/m);
  const group = ramlight(["catalog", "cloudapi/apigroup"]).stdout;
  assert.match(group, /^cloudapi\/apigroup  API group$/m);
});

test("ramlight catalog as JSON, with another file and one over it", () => {
  const report = JSON.parse(ramlight(["catalog", "ecs:RevokeSecurityGroup", "--json"]).stdout);
  assert.deepEqual(report.resources, [["acs:ecs:$regionid:$accountid:securitygroup/$securitygroupId"]]);
  assert.deepEqual(report.conditionKeys, ["ecs:tag/"]);
  assert.deepEqual([report.catalog.file, report.catalog.date, report.catalog.operations], [null, "2025-12-19", ALL]);
  const own = JSON.parse(ramlight(["catalog", "--catalog", "own.json", "--json"]).stdout);
  assert.deepEqual(own.services.map(({ code }) => code), Catalog.fromJSON(OWN_CATALOG).services().map(({ code }) => code));
  const both = JSON.parse(ramlight(["catalog", "--add", "own.json", "--json"]).stdout);
  assert.deepEqual([both.catalog.added, both.services.length], [["own.json"], 319 + own.services.filter(({ code }) => !readFileSync(file, "utf8").includes(`\n${code}\t`)).length]);
  assert.match(ramlight(["catalog", "--catalog", "same.txt"]).stdout, /^same\.txt, as of 2025-12-19$/m);
});

test("ramlight grants --services asks about services of the whole cloud", (t) => {
  writeFileSync(join(folder, "buckets.json"), JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "oss:Get*", Resource: "*" }] }));
  const { status, stdout } = ramlight(["grants", "buckets.json", "--services", "oss,STS"]);
  assert.equal(status, 0);
  assert.match(stdout, /^buckets\.json: 186 operations of Object Storage Service, Security Token Service, as of 2025-12-19$/m);
  assert.match(stdout, /^allowed +get +oss:GetObject +1 full$/m);
  assert.match(ramlight(["grants", "buckets.json", "--services", "all"]).stdout, /24765 operations of 319 services/);
  const { catalog } = JSON.parse(ramlight(["grants", "buckets.json", "--services", "oss", "--catalog", "same.txt", "--json"]).stdout);
  assert.deepEqual([catalog.file, catalog.services.map(({ code }) => code)], ["same.txt", ["oss"]]);
  for (const [args, message] of [
    [["--services", "oss,nosuch"], /no service `nosuch`/],
    [["--services", "oss", "--catalog", "cut.txt"], /can't use this catalogue\n\S*cut\.txt:1:1: the file is cut off/],
    [["--services", "oss", "--catalog", "missing.txt"], /can't read missing\.txt: there is no such file/],
  ]) {
    const refused = ramlight(["grants", "buckets.json", ...args]);
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, message);
  }
});

test("ramlight catalog says what it does not know, and what file it can't use", () => {
  for (const [args, message] of [
    [["nosuch"], /no service `nosuch`/],
    [["ecs:NoSuch"], /no action `ecs:NoSuch`/],
    [["ecs/nosuch"], /no resource type `ecs\/nosuch`/],
    [["ecs", "oss"], /one service, action or resource type at a time, not 2/],
    [["--catalog", "cut.txt"], /can't use this catalogue\ncut\.txt:1:1: the file is cut off/],
    [["--add", "changed.txt"], /can't use this catalogue\nchanged\.txt:1:1: the file is damaged/],
    [["--catalog", "missing.txt"], /can't read missing\.txt: there is no such file/],
  ]) {
    const { status, stdout, stderr } = ramlight(["catalog", ...args]);
    assert.deepEqual([status, stdout], [2, ""], args.join(" "));
    assert.match(stderr, message);
    assert.ok(!stderr.includes("    at "), stderr);
  }
});
