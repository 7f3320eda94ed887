import type { ServiceSlug } from "./organisation";

/** What people write about when nothing is broken for everyone. */
export interface Topic {
  subject: string;
  category: "Access" | "Payments" | "Billing" | "Data" | "Performance" | "Integration" | "How-to" | "Defect";
  subcategory: string;
  symptom: string;
}

const topic = (category: Topic["category"], subcategory: string, rest: { subject: string; symptom: string }): Topic => ({ category, subcategory, ...rest });

export const topics: Readonly<Record<ServiceSlug, readonly [Topic, ...Topic[]]>> = {
  checkout: [
    topic("Defect", "Basket", { subject: "Basket is empty after changing the delivery address", symptom: "Lost basket" }),
    topic("Payments", "Order", { subject: "Order was placed twice", symptom: "Duplicate order" }),
    topic("How-to", "Vouchers", { subject: "How do we set a voucher to expire?", symptom: "Question" }),
    topic("Performance", "Slow page", { subject: "Payment step takes more than ten seconds", symptom: "Slow response" }),
  ],
  "payments-api": [
    topic("Payments", "Declined", { subject: "Cards of one bank are declined", symptom: "Declined payment" }),
    topic("Payments", "Refund", { subject: "Refund has not arrived after five days", symptom: "Late refund" }),
    topic("Integration", "Webhook", { subject: "Payment webhook is delivered twice", symptom: "Duplicate webhook" }),
  ],
  auth: [
    topic("Access", "Password", { subject: "Password reset e-mail never arrives", symptom: "Cannot sign in" }),
    topic("Access", "Single sign-on", { subject: "Single sign-on loops back to the sign-in page", symptom: "Cannot sign in" }),
    topic("Access", "Permissions", { subject: "New colleague cannot see the orders", symptom: "Missing permission" }),
    topic("Access", "Second factor", { subject: "Lost the phone with the second factor", symptom: "Locked out" }),
  ],
  search: [
    topic("Data", "Index", { subject: "New products do not show up in search", symptom: "Stale index" }),
    topic("Performance", "Slow page", { subject: "Search is slow with more than three filters", symptom: "Slow response" }),
    topic("How-to", "Ranking", { subject: "How do we move a product up in the results?", symptom: "Question" }),
  ],
  notifications: [
    topic("Defect", "E-mail", { subject: "Order confirmation lands in spam", symptom: "Undelivered message" }),
    topic("Defect", "Text message", { subject: "Text messages arrive an hour late", symptom: "Late message" }),
    topic("How-to", "Templates", { subject: "How do we change the sender name?", symptom: "Question" }),
  ],
  billing: [
    topic("Billing", "Invoice", { subject: "Invoice shows the wrong tax number", symptom: "Wrong invoice" }),
    topic("Billing", "Invoice", { subject: "Charged twice for the same month", symptom: "Double charge" }),
    topic("Billing", "Subscription", { subject: "Please move us to yearly billing", symptom: "Change request" }),
    topic("How-to", "Invoice", { subject: "Where do we download last year's invoices?", symptom: "Question" }),
  ],
  catalog: [
    topic("Data", "Prices", { subject: "Prices of one category are out of date", symptom: "Stale data" }),
    topic("Data", "Stock", { subject: "Sold-out product can still be ordered", symptom: "Wrong stock" }),
  ],
  "orders-db": [
    topic("Data", "Order history", { subject: "Orders of one day are missing in the export", symptom: "Missing data" }),
  ],
  "data-pipeline": [
    topic("Data", "Freshness", { subject: "Yesterday's figures have not arrived", symptom: "Late data" }),
    topic("Integration", "Export", { subject: "Nightly export to our storage failed", symptom: "Failed export" }),
  ],
  "api-gateway": [
    topic("Integration", "Rate limit", { subject: "API answers 429 although we are below the limit", symptom: "Rejected call" }),
    topic("Integration", "Keys", { subject: "Please rotate our API key", symptom: "Change request" }),
    topic("Performance", "Latency", { subject: "API calls from Singapore are slow", symptom: "Slow response" }),
  ],
  "mobile-backend": [
    topic("Defect", "App", { subject: "App logs everybody out after the update", symptom: "Crash or sign-out" }),
    topic("Defect", "Push", { subject: "Pushes open the wrong screen", symptom: "Wrong target" }),
  ],
  reporting: [
    topic("Data", "Dashboard", { subject: "Dashboard total differs from the export", symptom: "Wrong figure" }),
    topic("Performance", "Slow report", { subject: "Monthly report times out", symptom: "Slow response" }),
    topic("How-to", "Export", { subject: "How do we schedule a report for Mondays?", symptom: "Question" }),
  ],
};
