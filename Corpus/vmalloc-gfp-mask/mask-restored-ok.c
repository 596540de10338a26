// run: kernel-version=5.4
/*
 * A cache that tries without I/O first, from slab, and takes the slow way with all bits, when its
 * lock has been dropped.
 *
 * The variable is the same, its bits at the call are not.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(5, 4, 0)

#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct cache {
	struct mutex lock;
	void *spare;
};

void *cache_get_ok(struct cache *cache, size_t size)
{
	gfp_t gfp = GFP_NOIO | __GFP_NORETRY | __GFP_NOWARN;
	void *p;

	mutex_lock(&cache->lock);
	p = kmalloc(size, gfp);
	if (!p) {
		p = cache->spare;
		cache->spare = NULL;
	}
	mutex_unlock(&cache->lock);
	if (p)
		return p;

	gfp |= __GFP_IO | __GFP_FS;
	gfp &= ~__GFP_NORETRY;
	return __vmalloc(size, gfp, PAGE_KERNEL);
}
