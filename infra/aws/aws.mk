# TARGET=aws: machines of AWS, made and taken away by the module infra/aws. It is built only when it is asked for.

AWS         := infra/aws/aws
AWS_BUILT   := infra/aws/target/classpath
AWS_SOURCES := $(shell find pom.xml protocol infra/aws/pom.xml infra/aws/src/main -path '*/target' -prune -o \
                   \( -path '*/src/main/*' -o -name pom.xml \) -type f -print)

$(AWS_BUILT): $(AWS_SOURCES)
	@echo "winnow: building infra/aws, once; at first it fetches 140 MB" >&2
	@rm -f $@
	@./mvnw -q -Dmaven.test.skip=true -pl infra/aws -am package >&2

# 'up' makes the machines first and 'down' takes them away; all else is done as on any other hosts, by the inventory that 'up'
# has written.
ifeq ($(TARGET),aws)
  ON_AWS := yes
endif

ifdef ON_AWS
  override TARGET    := hosts
  override INVENTORY := .winnow/aws/aws.yml

# before it is asked whether there is an inventory
ansible: $(if $(filter up,$(MAKECMDGOALS)),aws-machines)

down: $(AWS_BUILT)
	@$(AWS) down

.PHONY: aws-machines
aws-machines: $(AWS_BUILT)
	@command -v ansible-playbook >/dev/null || { echo "TARGET=aws needs Ansible on this machine, and there is none:" \
	  "install it (apt-get install ansible openssh-client)" >&2; exit 1; }
	@$(AWS) up
endif
