// run: kernel-version=6.1
/*
 * The states that a processor goes through have functions in a table, which are called with the lock of
 * processors that come and go. One takes the lock of all caches, which who destroys a cache takes first.
 */

#include <linux/cpu.h>
#include <linux/mutex.h>

struct cpuhp_step {
	const char *name;
	union {
		int (*single)(unsigned int cpu);
	} startup;
	union {
		int (*single)(unsigned int cpu);
	} teardown;
};

static DEFINE_MUTEX(caches_lock);
static int caches;

static int caches_dead(unsigned int cpu)
{
	mutex_lock(&caches_lock); // expect: lock-order confirmed
	caches++;
	mutex_unlock(&caches_lock);
	return 0;
}

const struct cpuhp_step steps[] = {{.name = "caches", .teardown.single = caches_dead}};

void cache_destroy_bad(void)
{
	mutex_lock(&caches_lock);
	cpus_read_lock();
	caches--;
	cpus_read_unlock();
	mutex_unlock(&caches_lock);
}

void cache_destroy_ok(void)
{
	cpus_read_lock();
	mutex_lock(&caches_lock);
	caches--;
	mutex_unlock(&caches_lock);
	cpus_read_unlock();
}
