# The four verbs, and what a contributor needs. Every variable is an option of bin/winnow, handed on by its environment
# variable: it stays as it was typed, whatever quotes or spaces are in it.
#
#   make up CLUSTER_SIZE=3
#   make run-cluster INPUT_SIZE=1000000        (or INPUT_LINES=, or INPUT=data.csv)
#   make get-results
#   make down

.DEFAULT_GOAL := help
# all four verbs in one line must run in that order, also under make -j
.NOTPARALLEL:

export WINNOW_CLUSTER_SIZE    := $(CLUSTER_SIZE)
export WINNOW_BROKERS         := $(BROKERS)
export WINNOW_BROKER_PORT     := $(BROKER_PORT)
export WINNOW_CONTROLLER_PORT := $(CONTROLLER_PORT)
export WINNOW_HUB_PORT        := $(HUB_PORT)
export WINNOW_INPUTS          := $(HUB_INPUTS)
export WINNOW_ROWS            := $(or $(INPUT_SIZE),$(INPUT_LINES))
export WINNOW_INPUT           := $(INPUT)
export WINNOW_SEED            := $(SEED)
export WINNOW_MODEL           := $(MODEL)
export WINNOW_SLOWNESS        := $(SLOWNESS)
export WINNOW_MAX_REJECTS     := $(MAX_REJECTS)
export WINNOW_TIME_LIMIT      := $(TIME_LIMIT)
export WINNOW_WINDOW          := $(WINDOW)
export WINNOW_DEADLINE        := $(DEADLINE)
export WINNOW_EVALUATE        := $(EVALUATE)
export WINNOW_FEATURES        := $(FEATURES)
export WINNOW_PROBABILITIES   := $(PROBABILITIES)
export WINNOW_ON_MISSING      := $(ON_MISSING)

SOURCES := $(shell find pom.xml protocol metrics sender classifier-app models data-receiver hub infra/local cli \
                        -path '*/target' -prune -o \( -path '*/src/main/*' -o -name pom.xml \) -type f -print)
BUILT   := cli/target/winnow/lib/.complete

include infra/aws/aws.mk

.PHONY: help up plan run-cluster get-results down status resume cancel verify build test test-browser test-hosts dirty simulate chaos bench bench-observing bench-models clean

help: ## Lists the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

plan: $(if $(ON_AWS),$(AWS_BUILT),build) ## Says what INPUT= or INPUT_SIZE= would take: MODEL=, DEADLINE=; TARGET=aws: what CLUSTER_SIZE= machines cost
	@$(if $(ON_AWS),$(AWS) plan,bin/winnow plan $${WINNOW_INPUT:+"$$WINNOW_INPUT"})

ifeq ($(TARGET),hosts)
include ansible/hosts.mk
else

up: build ## Starts a broker, CLUSTER_SIZE instances and the hub; BROKERS=, BROKER_PORT=, CONTROLLER_PORT=, HUB_PORT=, HUB_INPUTS=
	@bin/winnow up

run-cluster: build ## Classifies INPUT_SIZE= rows or INPUT= files; SEED=, MODEL=, EVALUATE=, MAX_REJECTS=, TIME_LIMIT=
	@bin/winnow run

get-results: build ## Puts results.tgz and results.csv of the last job in output/
	@bin/winnow results

ifndef ON_AWS
down: build ## Stops what 'make up' started
	@bin/winnow down
endif

status: build ## Shows the cluster and its jobs
	@bin/winnow status

resume: build ## Finishes a job that was stopped: JOB=, or the newest that is not complete
	@bin/winnow resume $(JOB)

cancel: build ## Gives a job up: JOB=
	@bin/winnow cancel $(JOB)

endif

verify: build ## Checks every byte of results: RESULTS=folder
	@bin/winnow verify "$(RESULTS)"

build: $(BUILT) ## Makes bin/winnow ready, without starting anything

$(BUILT): $(SOURCES)
	@rm -f $@
	@bin/winnow --version

test: ## Checks everything: format, rules, every test, with a real broker
	./mvnw verify

BROWSER_TEST := hub/src/test/browser

test-browser: ## Checks the hub's page in a real Chromium, if there is one
	@if ! command -v npm >/dev/null || ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null; then \
	  echo "test-browser: left out, for there is no Node.js 20.19 or newer with npm"; \
	elif ! command -v "$${CHROMIUM:-chromium}" >/dev/null && ! command -v chromium-browser >/dev/null \
	    && ! command -v google-chrome >/dev/null; then \
	  echo "test-browser: left out, for there is no Chromium (apt-get install chromium, or CHROMIUM=path)"; \
	else \
	  cd $(BROWSER_TEST) && npm ci --silent --no-audit --no-fund && npm test; \
	fi

test-hosts: build ## Checks TARGET=hosts on four hosts made on this machine, if it can make some
	@ansible/test/hosts

dirty: ## Checks dirty inputs only: their results and rejects, byte for byte, on a cluster and by classify
	./mvnw -q -pl cli -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dit.test=DirtyInputsIT -Dfailsafe.failIfNoSpecifiedTests=false

simulate: ## Plays SCHEDULES= schedules of faults from SEED= on, without Kafka, by all cores
	@./mvnw -q -Psimulate -DskipTests -pl simulation -am package \
	    -Dschedules=$(or $(SCHEDULES),1000000) -Dseed=$(or $(SEED),1)

chaos: ## Runs RUNS= whole jobs under faults drawn from SEED=; a line for each is added to chaos/target/chaos/chaos.csv
	./mvnw -q -pl chaos -am -Dmaven.test.skip=true package
	@chaos/chaos "$(or $(RUNS),10)" "$(or $(SEED),1)"

bench: build ## Runs whole jobs and compares them with the goals; REPEATS= of each, ROWS= of the large ones
	./mvnw -q -Dmaven.test.skip=true -pl bench -am package
	@"$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -cp bench/target/classes winnow.bench.job.JobBench \
	    . bench/target/jobs $(or $(REPEATS),5) $(or $(ROWS),10000000)

bench-observing: build ## Measures what hub and viewers cost a job; REPEATS= of each, ROWS= of the job
	./mvnw -q -Dmaven.test.skip=true -pl bench -am package
	@"$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -cp bench/target/classes winnow.bench.job.ObservingBench \
	    . bench/target/observing $(or $(REPEATS),5) $(or $(ROWS),3000000)

# on one core: that another one wakes up, twice for each chunk, is no cost of a model
bench-models: ## Measures rows/s of each kind of model on one core, or of KINDS=LOGISTIC, and the share of what its runtime does alone
	@$(if $(shell command -v taskset),taskset -c 0) ./mvnw -q -Pbench -Dmaven.test.skip=true -pl bench -am package -Dkinds=$(or $(KINDS),all)

clean: ## Removes what was built; jobs and the broker's data in .winnow/ stay
	./mvnw -q clean
