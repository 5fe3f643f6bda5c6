// `import` in Node.js: the very module that `require` gives, so that a program that uses both has one engine.
export { init, Catalog, Policy, Coverage, CatalogFileError, validate, marksOn, LEVELS, OUTCOMES, ACCESS_LEVELS, POLICY_KINDS, Authorization, Scenario, ScenarioError, DECISIONS } from "./node.cjs";
