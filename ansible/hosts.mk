# TARGET=hosts: the same verbs on the machines that INVENTORY= names (ansible/hosts.example.yml), by SSH.

INVENTORY ?= hosts.yml
ARCHIVE   := cli/target/winnow-0.1.0.tar.gz
# Ansible reads its settings in the folder that it is run in
PLAYBOOK   = cd ansible && LC_ALL=C.UTF-8 ansible-playbook -i "$(abspath $(INVENTORY))"
ON_HOSTS   = ansible/on-metrics-host "$(INVENTORY)"

.PHONY: ansible rotate

up: ansible $(ARCHIVE) ## Has the machines of INVENTORY= run brokers, instances, hub and Prometheus; CHECK=1 only says what would change
	@$(PLAYBOOK) up.yml $(if $(CHECK),--check)

rotate: ansible $(ARCHIVE) ## Gives every program a new key and certificate while jobs go on
	@$(PLAYBOOK) rotate.yml

run-cluster: ## Classifies INPUT_SIZE= rows or INPUT= files of this machine, which are uploaded; SEED=, MODEL= …
	@$(ON_HOSTS) run

get-results: ## Puts results.tgz and results.csv of the last job in output/
	@$(ON_HOSTS) results

status: ## Shows the cluster and its jobs
	@$(ON_HOSTS) status

resume: ## Finishes a job that was stopped: JOB=, or the newest that is not complete
	@$(ON_HOSTS) resume $(JOB)

cancel: ## Gives a job up: JOB=
	@$(ON_HOSTS) cancel $(JOB)

# machines of AWS are taken away whole (infra/aws/aws.mk)
ifndef ON_AWS
down: ansible ## Stops everything and removes what 'up' has installed, jobs too; KEEP=1 only stops it
	@$(PLAYBOOK) down.yml $(if $(KEEP),-e keep=true)
endif

ansible:
	@command -v ansible-playbook >/dev/null || { echo "TARGET=hosts needs Ansible on this machine, and there is none:" \
	  "install it (apt-get install ansible openssh-client)" >&2; exit 1; }
	@[ -f "$(INVENTORY)" ] || { echo "there is no inventory $(INVENTORY): copy ansible/hosts.example.yml, and name it" \
	  "by INVENTORY=" >&2; exit 1; }

$(ARCHIVE): $(SOURCES) bin/winnow $(wildcard infra/prometheus/*)
	@echo "packing Winnow; it takes a minute or two" >&2
	@./mvnw -q -Parchive -Dmaven.test.skip=true -pl cli -am package
	@touch $@
