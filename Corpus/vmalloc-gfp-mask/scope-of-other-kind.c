// run: kernel-version=5.4
/*
 * A block driver that opens the scope which file systems use.
 *
 * memalloc_nofs_save keeps reclaim out of file systems, not away from disks: the page tables may
 * still wait for I/O, such as swapping out to the device whose queue lock task 1 holds.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(5, 4, 0)

#include <linux/mutex.h>
#include <linux/sched/mm.h>
#include <linux/vmalloc.h>

struct remap {
	struct mutex lock;
	u32 *table;
};

int remap_resize_bad(struct remap *remap, unsigned long entries)
{
	unsigned int flags;
	u32 *table;

	mutex_lock(&remap->lock);
	flags = memalloc_nofs_save();
	table = __vmalloc(entries * sizeof(*table), GFP_NOIO, PAGE_KERNEL); // expect: vmalloc-gfp-mask confirmed
	memalloc_nofs_restore(flags);
	if (table) {
		vfree(remap->table);
		remap->table = table;
	}
	mutex_unlock(&remap->lock);
	return table ? 0 : -ENOMEM;
}
