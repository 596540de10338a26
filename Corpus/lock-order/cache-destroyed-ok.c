// run: kernel-version=6.1
/*
 * The list of all caches is taken after processors are kept from going, by who destroys a cache as well as by who
 * takes a processor away. What calls the former is not asked for what it does inside.
 */

#include <linux/cpu.h>
#include <linux/mutex.h>

struct kmem_cache {
	int users;
};

static DEFINE_MUTEX(cache_list);

void kmem_cache_destroy(struct kmem_cache *cache)
{
	cpus_read_lock();
	mutex_lock(&cache_list);
	cache->users--;
	mutex_unlock(&cache_list);
	cpus_read_unlock();
}

static int caches_cpu_gone(unsigned int cpu)
{
	mutex_lock(&cache_list);
	mutex_unlock(&cache_list);
	return 0;
}

int caches_init(void)
{
	return cpuhp_setup_state(CPUHP_AP_ONLINE_DYN, "caches", NULL, caches_cpu_gone);
}
