/** The words of the services, their catalogue and their summary: a part of `strings.ts`. */
import type { SummaryBy } from "../store/state.ts";
import { formatNumber, list, plural } from "../wording.ts";
import type { Failure } from "./cloud.ts";

const operations = (count: number) => `${formatNumber(count)} ${plural(count, "operation")}`;

const failures = {
  other: () => "the server answered with something that is no catalogue file",
  offline: () => "it did not come, or broke off on the way: there may be no connection",
  late: () => "it took longer than 30 seconds",
  status: (detail: string) => `the server answered ${detail}`,
  faulty: (detail: string) => detail,
};

export const serviceWords = {
  // which services
  services: "Services",
  servicesShown: (count: number, all: boolean) => all ? `All ${formatNumber(count)} services` : `${formatNumber(count)} services`,
  fileAndServices: (file: string, more: number) => more === 0 ? file : `${file} + ${formatNumber(more)} ${plural(more, "service")}`,
  servicesTitle: "Which services are shown",
  findService: "Find a service by RAM code or product name",
  allServices: "All services",
  allServicesCount: (count: number) => count === 0 ? "" : operations(count),
  onlyNamed: "Only those the policy names",
  whyShown: { own: "always shown", named: "named by the policy", before: "named before", along: "comes along with another", all: "", picked: "", none: "" },
  partOf: (shown: number, known: number) => `${formatNumber(shown)} of ${formatNumber(known)}`,
  /** Beside a service of which a part is embedded. */
  restOf: (count: number) => `today's metadata lists ${formatNumber(count)} more: tick to show them`,
  noService: "No service fits.",
  catalogueDate: (date: string) => `The facts are as of ${date}; their sources`,
  notLoaded: (codes: readonly string[], isComing: boolean) =>
    `${codes.length > 3 ? `${formatNumber(codes.length)} services` : list(codes)}: ${isComing ? "being loaded…" : "not loaded"}`,
  cloudComing: "The services of the cloud are being loaded…",
  /** `shown`: what is there all the same; `missing`: codes that the policy names and that are not. */
  cloudFailed: (why: Failure, shown: readonly string[], missing: readonly string[]) =>
    `The catalogue of the cloud could not be loaded: ${"detail" in why ? failures[why.kind](why.detail) : failures[why.kind]()}. `
    + `${shown.length > 4 ? `${formatNumber(shown.length)} services are` : `${list(shown)} ${plural(shown.length, "is", "are")}`} still shown, and your text is safe`
    + (missing.length > 0 ? `; operations of ${missing.length > 4 ? `${formatNumber(missing.length)} other services` : list(missing.map((code) => `“${code}”`))} are missing.` : "."),

  // the filter
  onlyService: (code: string) => `Show all services, not only ${code}`,

  // the summary
  summaryBy: { level: "By level", service: "By service", granted: "Most granted" } satisfies Record<SummaryBy, string>,
  summaryRows: "Rows of the summary",
  summaryRowsTitle: "By access level; by service; or by service, what is granted most first",
  summaryByService: "What the policy grants, by service",
  toService: (code: string, name: string) => `Show only the operations of ${code === name ? code : `${code} (${name})`}`,
  otherServices: (count: number) => `${formatNumber(count)} ${plural(count, "other")}`,
  otherServicesTitle: (count: number) => `${formatNumber(count)} ${plural(count, "service")} on which the policy does not bear`,
  bearsOnNone: "The policy bears on none of these services.",

  // details
  arnHints: "Hints",
  arnHintsMean: (service: string) => `ARNs in documents of ${service} look like these. Which of them this operation is checked for, if any, is not published.`,
};
