# The project's commands. Everything else is `npm run` and `./org`.
node_version_ok := $(shell node -e 'const [a,b]=process.versions.node.split(".").map(Number); process.exit(a>20||(a===20&&b>=19)?0:1)' 2>/dev/null && echo yes)

.PHONY: sandbox sandbox-empty sandbox-down test bench fuzz chaos audit email-lists email-figures

sandbox: node_modules ## make the example organization on this machine
	@node --require ./bin/typescript sandbox/main.ts up

sandbox-empty: node_modules ## a brand-new AWS account on this machine, to try docs/day-0.md in
	@node --require ./bin/typescript sandbox/main.ts empty

sandbox-down: node_modules ## stop and remove it
	@node --require ./bin/typescript sandbox/main.ts down

test: node_modules ## all tests; ends with `N passed, N failed`
	@node --require ./bin/typescript test/run.ts

bench: node_modules ## how long things take, beside a named baseline (docs/performance.md)
	@node --require ./bin/typescript test/bench/start.ts
	@node --require ./bin/typescript test/bench/org-start.ts
	@node --require ./bin/typescript test/bench/management/main.ts
	@node --require ./bin/typescript test/bench/management/s3.ts
	@node --require ./bin/typescript test/bench/policy-pack.ts
	@node --require ./bin/typescript test/bench/policy-pack-alone.ts
	@node --require ./bin/typescript test/bench/policies.ts
	@node --require ./bin/typescript test/bench/report.ts
	@node --require ./bin/typescript test/bench/config.ts
	@node --require ./bin/typescript test/bench/adopt.ts
	@node --require ./bin/typescript test/bench/fleet/main.ts
	@node --require ./bin/typescript test/bench/security-services.ts

fuzz: node_modules ## 10,000 generated stack files and 100,000 policies with requests, each judged twice; changed copies of all that is read
	@node --require ./bin/typescript test/fuzz/stack-files.ts
	@node --require ./bin/typescript test/fuzz/policies.ts
	@node --require ./bin/typescript test/fuzz/mutations.ts

chaos: node_modules ## AWS on a bad day, and programs that are killed (docs/reliability.md); CHAOS=--help
	@node --require ./bin/typescript test/chaos/main.ts $(CHAOS)

audit: ## what Prowler, Cloudsplaining and Parliament say of the sandbox's organization, against test/audit/table.ts; AUDIT=--help
ifneq ($(filter --help,$(AUDIT)),--help)
audit: sandbox
endif
audit: node_modules
	@node --require ./bin/typescript test/audit/main.ts $(AUDIT)

email-lists: node_modules ## what new versions of the lists of free mail would change for config/email
	@node --require ./bin/typescript test/email-lists/main.ts

email-figures: node_modules ## how many domains of public lists config/email refuses, each list left out of what it is judged by
	@node --require ./bin/typescript test/email-lists/figures.ts

node_modules: package-lock.json package.json
ifneq ($(node_version_ok),yes)
	@echo "Node.js 20.19 or later is needed (found: $$(node --version 2>/dev/null || echo none)): install it from nodejs.org or with your package manager" >&2; exit 1
else
	npm ci --no-audit --no-fund
	@touch node_modules
endif
