import { defineConfig } from "prisma/config";

<<<<<<< HEAD
export default defineConfig({ schema: "prisma/schema", migrations: { path: "prisma/migrations" } });
=======
export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
});
>>>>>>> refs/heads/scripts
