// run: kernel-version=6.1
/*
 * A function of the kernel's own that callers know to sleep, and to do nothing else: inside it takes the list of
 * all caches before it keeps processors from going, and whoever takes a processor away takes the list after that.
 */

#include <linux/cpu.h>
#include <linux/mutex.h>

struct kmem_cache {
	int users;
};

static DEFINE_MUTEX(cache_list);

void kmem_cache_destroy(struct kmem_cache *cache)
{
	mutex_lock(&cache_list);
	cpus_read_lock();
	cache->users--;
	cpus_read_unlock();
	mutex_unlock(&cache_list);
}

static int caches_cpu_gone(unsigned int cpu)
{
	mutex_lock(&cache_list); // expect: lock-order confirmed
	mutex_unlock(&cache_list);
	return 0;
}

int caches_init(void)
{
	return cpuhp_setup_state(CPUHP_AP_ONLINE_DYN, "caches", NULL, caches_cpu_gone);
}
