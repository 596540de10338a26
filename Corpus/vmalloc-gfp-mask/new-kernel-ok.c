// run: kernel-version=5.17
/*
 * The masks of the other files, on a kernel whose __vmalloc opens the scope itself.
 *
 * Since 5.17 page tables are allocated as the mask says, so there is nothing to report.
 */

#include <linux/mutex.h>
#include <linux/vmalloc.h>

struct area {
	struct mutex lock;
	void *data;
};

int area_grow_ok(struct area *area, size_t size)
{
	mutex_lock(&area->lock);
	area->data = __vmalloc(size, GFP_NOFS | __GFP_ZERO);
	mutex_unlock(&area->lock);
	return area->data ? 0 : -ENOMEM;
}

int area_grow_below_io_ok(struct area *area, size_t size)
{
	mutex_lock(&area->lock);
	area->data = __vmalloc(size, GFP_NOIO);
	mutex_unlock(&area->lock);
	return area->data ? 0 : -ENOMEM;
}
