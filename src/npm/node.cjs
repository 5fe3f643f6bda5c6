// The entry for Node.js: the engine is loaded when this module is.
"use strict";
const engine = require("./engine-node.cjs");
const { createApi } = require("./api.cjs");

const api = createApi(engine);
api.ready();

exports.init = async function init() {};
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
