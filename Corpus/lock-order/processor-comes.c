// run: kernel-version=6.1
/*
 * A function that is called when a processor comes or goes: the processors are locked then. Who wants both
 * takes the lock of the processors first.
 */

#include <linux/cpu.h>
#include <linux/module.h>
#include <linux/mutex.h>

static DEFINE_MUTEX(counters_mutex);
static DEFINE_MUTEX(limits_mutex);
static int counters, limits;

static int counters_prepare(unsigned int cpu)
{
	mutex_lock(&counters_mutex); // expect: lock-order confirmed
	counters++;
	mutex_unlock(&counters_mutex);
	return 0;
}

static int counters_dead(unsigned int cpu)
{
	mutex_lock(&limits_mutex);
	limits--;
	mutex_unlock(&limits_mutex);
	return 0;
}

int counters_reset_bad(void)
{
	mutex_lock(&counters_mutex);
	cpus_read_lock();
	counters = 0;
	cpus_read_unlock();
	mutex_unlock(&counters_mutex);
	return 0;
}

int limits_reset_ok(void)
{
	cpus_read_lock();
	mutex_lock(&limits_mutex);
	limits = 0;
	mutex_unlock(&limits_mutex);
	cpus_read_unlock();
	return 0;
}

static int __init counters_init(void)
{
	return cpuhp_setup_state(CPUHP_AP_ONLINE_DYN, "counters", counters_prepare, counters_dead);
}
module_init(counters_init);
