// run: kernel-version=5.4
/*
 * A RAID whose bitmap is resized with a mask that is put together from flags.
 *
 * While the array is suspended, I/O to it stands still: the mask loses __GFP_IO then, but the page
 * tables do not hear of it. Task 1 holds the array's mutex with I/O suspended and waits in reclaim
 * for a page on that array; task 2, its worker, waits for the mutex.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(5, 4, 0)

#include <linux/mutex.h>
#include <linux/vmalloc.h>

#define ARRAY_SUSPENDED 1

struct array {
	struct mutex lock;
	unsigned int flags;
	u16 *counters;
};

static gfp_t array_mask(struct array *array)
{
	gfp_t gfp = GFP_KERNEL | __GFP_NOWARN;

	if (array->flags & ARRAY_SUSPENDED)
		gfp &= ~(__GFP_IO | __GFP_FS);
	return gfp;
}

int bitmap_resize_bad(struct array *array, unsigned long chunks)
{
	u16 *counters;
	int err = 0;

	mutex_lock(&array->lock);
	counters = __vmalloc(chunks * sizeof(*counters), array_mask(array), PAGE_KERNEL); // expect: vmalloc-gfp-mask confirmed
	if (!counters) {
		err = -ENOMEM;
	} else {
		vfree(array->counters);
		array->counters = counters;
	}
	mutex_unlock(&array->lock);
	return err;
}
