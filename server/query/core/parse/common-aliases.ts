/** How people call a service that goes by a usual id; they hold only where the catalogue has that id. */
export const commonAliases: Readonly<Record<string, readonly string[]>> = {
  checkout: ["check out service", "cart", "basket", "shopping cart", "checkout flow", "order flow"],
  auth: ["authentication", "login", "log in", "sign in", "signin", "sso", "single sign on", "login service", "auth service"],
  "payments-api": ["payment api", "payment service", "payments service", "payment gateway"],
  "api-gateway": ["gateway", "api gateway"],
  "orders-db": ["order database", "orders database", "order db", "orders db"],
  "data-pipeline": ["pipeline", "data pipelines", "etl"],
  "mobile-backend": ["mobile api", "app backend", "mobile service"],
  notifications: ["notification service", "notification", "push notifications"],
  billing: ["invoicing", "billing service"],
  catalog: ["catalogue", "product catalog", "product catalogue"],
  search: ["site search", "product search"],
  reporting: ["reporting service", "reports service"],
};
