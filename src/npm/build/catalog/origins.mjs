// Where facts come from. The letters are those of the file; `date` is empty where sources of several dates count as one.
export const ORIGINS = [
  { letter: "a", id: "api-name", date: "2025-12-19", en: "API metadata: an API has this name; that the action is called so is inferred", zh: "API 元数据：存在同名 API，操作名由此推断" },
  { letter: "c", id: "doc-current", date: "", en: "RAM authorization pages, read in 2025 and 2026", zh: "2025 至 2026 年的 RAM 鉴权文档" },
  { letter: "d", id: "doc", date: "", en: "a document of 2017 to 2026 names it", zh: "2017 至 2026 年的文档提及" },
  { letter: "h", id: "notes", date: "", en: "put together by hand from RAM's documents", zh: "根据 RAM 文档人工整理" },
  { letter: "o", id: "doc-2021", date: "2021-07-16", en: "authorization tables of July 2021", zh: "2021 年 7 月的鉴权表" },
  { letter: "p", id: "policy", date: "", en: "a policy that the vendor publishes names it", zh: "官方发布的策略提及" },
  { letter: "r", id: "ramActions", date: "2025-12-19", en: "API metadata: listed as a RAM action", zh: "API 元数据：列为 RAM 操作" },
  { letter: "s", id: "seed", date: "2017-12-01", en: "ApiGateway_RAM, the table of December 2017", zh: "2017 年 12 月的 API 网关鉴权表" },
];

/** The date of the metadata that most facts come from. */
export const DATE = "2025-12-19";

export const SOURCES = [
  "Alibaba Cloud API metadata (19 December 2025): names and access levels of APIs, RAM actions",
  "Documents of Alibaba Cloud services (2017 to 2026): names and resources of some actions, keys of conditions",
  "The vendor's Terraform provider, and its SDKs (addresses of Cloud Monitor and Message Queue for Kafka): regions",
];
