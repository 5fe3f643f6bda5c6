// `make catalog`: makes the file of the whole catalogue of the tables, and prints what changed against the one that is
// there. `--check` writes nothing and fails where something changed. TABLES=FOLDER names another folder of tables.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { root } from "../run.mjs";
import { changes } from "./changes.mjs";
import { servicesOf } from "./facts.mjs";
import { read, write } from "./format.mjs";
import { DATE, ORIGINS, SOURCES } from "./origins.mjs";
import { readTables } from "./tables.mjs";

const SHOWN = 200;
const data = join(root, "src/catalog/data");
const file = join(data, "cloud/cloud.txt");
const folder = process.env.TABLES ?? join(root, "../shared/catalog");

const tables = readTables(folder);
if (!tables) {
  console.error(`The tables actions.tsv and arn-formats.tsv are not in ${folder}: the catalogue stays as it is.`);
  console.error("Name their folder with TABLES=FOLDER.");
  process.exit(1);
}

const lines = (name) => readFileSync(join(data, name), "utf8").trimEnd().split("\n");
const products = new Map(lines("cloud/products.tsv").map((line) => line.split("\t")));
const hand = JSON.parse(readFileSync(join(data, "cloud/hand.json"), "utf8"));
const { services, leftOut } = servicesOf(tables, products, hand);
const facts = { date: DATE, sources: SOURCES, origins: ORIGINS, keys: lines("keys.txt"), regions: lines("regions.txt"), services };
const bytes = write(facts);
const misread = changes(facts, read(bytes));
if (misread.length > 0) throw new Error(`what is written does not read as what was meant\n${misread.slice(0, 5).join("\n")}`);

const changed = existsSync(file) ? changes(read(readFileSync(file)), facts) : ["added    everything: there was no file"];
for (const line of changed.slice(0, SHOWN)) console.log(line);
if (changed.length > SHOWN) console.log(`… and ${changed.length - SHOWN} more`);
const same = existsSync(file) && isDeepStrictEqual(readFileSync(file), bytes);
if (!process.argv.includes("--check")) writeFileSync(file, bytes);

const operations = services.flatMap((service) => service.operations);
const count = (items, of) => items.filter(of).length;
const kilobytes = (length) => `${(length / 1000).toFixed(1)} kB`;
console.log(`${changed.length === 0 ? "Nothing changed" : `${changed.length} changes`}: ${services.length} services, ${operations.length} actions, ` +
  `${count(operations, ({ derived }) => !derived)} with a level of the metadata, ${count(operations, ({ requires }) => requires.length > 0)} with resources, ` +
  `${count(operations, ({ keys }) => keys.length > 0)} with keys; ${services.reduce((sum, { hints }) => sum + hints.length, 0)} hints, ${leftOut} samples left out.`);
console.log(`${file.slice(root.length)}: ${kilobytes(bytes.length)}, gzip ${kilobytes(gzipSync(bytes, { level: 9 }).length)}, ` +
  `brotli ${kilobytes(brotliCompressSync(bytes).length)}`);
if (process.argv.includes("--check") && !same) process.exitCode = 1;
