// The entry for Node.js, for `require`: the engine is loaded when this module is.
"use strict";

// build: the engine and the API
function load() {
  const api = loadApi().createApi(loadEngine({}, require, __dirname));
  api.ready();
  return { ...api, init: async function init() {} };
}

// `import` gives the same, so that a program that uses both has one engine and one class of each name
const api = (globalThis[Symbol.for(`ramlight of ${__dirname}`)] ??= load());

exports.init = api.init;
exports.Catalog = api.Catalog;
exports.Policy = api.Policy;
exports.Coverage = api.Coverage;
exports.CatalogFileError = api.CatalogFileError;
exports.validate = api.validate;
exports.marksOn = api.marksOn;
exports.LEVELS = api.LEVELS;
exports.OUTCOMES = api.OUTCOMES;
exports.ACCESS_LEVELS = api.ACCESS_LEVELS;
exports.POLICY_KINDS = api.POLICY_KINDS;
exports.Authorization = api.Authorization;
exports.Scenario = api.Scenario;
exports.ScenarioError = api.ScenarioError;
exports.DECISIONS = api.DECISIONS;
