#ifndef CORPUS_LINUX_CPU_H
#define CORPUS_LINUX_CPU_H

#include <linux/types.h>

enum cpuhp_state {
	CPUHP_AP_ONLINE_DYN = 200,
};

int cpuhp_setup_state(enum cpuhp_state state, const char *name, int (*startup)(unsigned int cpu),
		      int (*teardown)(unsigned int cpu));

void cpus_read_lock(void);
void cpus_read_unlock(void);
void cpus_write_lock(void);
void cpus_write_unlock(void);

struct cpumask;
int stop_machine(int (*fn)(void *data), void *data, const struct cpumask *cpus);
int stop_machine_cpuslocked(int (*fn)(void *data), void *data, const struct cpumask *cpus);

#endif
