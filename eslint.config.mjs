import tseslint from "typescript-eslint";
import reactHooks from "eslint-plugin-react-hooks";

// Promises and switches need the types of a whole program: oxlint reads those, a good deal faster (.oxlintrc.json).
const typescript = {
  "@typescript-eslint/no-explicit-any": "error",
  "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
  "@typescript-eslint/consistent-type-imports": ["error", { prefer: "type-imports", fixStyle: "inline-type-imports" }],
};

const code = {
  "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
  "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true, IIFEs: true }],
  "max-params": ["error", 3],
  eqeqeq: ["error", "always", { null: "ignore" }],
  "no-console": "error",
};

const pure = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: "A core takes the clock as an argument." },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: "A core is deterministic: pass a seed or a generator." },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "A core takes the clock as an argument." },
];

export default tseslint.config(
  { ignores: ["node_modules", ".next", ".data", "server/generated", "next-env.d.ts", "test-results", "playwright-report"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: { ...typescript, ...code },
  },
  { files: ["**/*.tsx"], plugins: { "react-hooks": reactHooks }, rules: { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error", "max-lines-per-function": ["error", { max: 90, skipBlankLines: true, skipComments: true }] } },
  { files: ["server/*/core/**/*.ts"], ignores: ["**/*.test.ts"], rules: { "no-restricted-syntax": ["error", ...pure] } },
  { files: ["**/*.test.ts", "e2e/**/*.ts", "**/*.spec.ts"], rules: { "max-lines-per-function": "off", "max-params": "off" } },
  { files: ["scripts/**/*.mjs", "*.mjs", "scripts/**/*.cjs"], rules: { "max-lines": code["max-lines"], "@typescript-eslint/no-require-imports": "off" } },
  { files: ["scripts/**/*.ts"], rules: { "no-console": "off" } },
);
