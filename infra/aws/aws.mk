# TARGET=aws: machines of AWS, made and taken away by the module infra/aws. It is built only when it is asked for.

AWS         := infra/aws/aws
AWS_BUILT   := infra/aws/target/classpath
AWS_SOURCES := $(shell find pom.xml protocol infra/aws/pom.xml infra/aws/src/main -path '*/target' -prune -o \
                   \( -path '*/src/main/*' -o -name pom.xml \) -type f -print)

$(AWS_BUILT): $(AWS_SOURCES)
	@echo "winnow: building infra/aws, once; at first it fetches 140 MB" >&2
	@rm -f $@
	@./mvnw -q -Dmaven.test.skip=true -pl infra/aws -am package >&2
