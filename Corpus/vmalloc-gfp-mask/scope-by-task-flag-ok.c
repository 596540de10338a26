// run: kernel-version=3.16
/*
 * A helper that opens a scope if a flag of the task or of its caller says so, and another one that makes the mask by the
 * same two flags. That the mask is without __GFP_FS where no scope is open cannot be.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(3, 16, 0)

#include <linux/mutex.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#define PF_FSTRANS 0x00020000
#define KM_SLEEP 1u
#define KM_NOSLEEP 2u
#define KM_NOFS 4u
#define KM_ZERO 16u
typedef unsigned int xfs_km_flags_t;
static inline gfp_t kmem_flags_convert(xfs_km_flags_t flags)
{
	gfp_t lflags;
	if (flags & KM_NOSLEEP)
		lflags = GFP_ATOMIC | __GFP_NOWARN;
	else {
		lflags = GFP_KERNEL | __GFP_NOWARN;
		if ((current->flags & PF_FSTRANS) || (flags & KM_NOFS))
			lflags &= ~__GFP_FS;
	}
	if (flags & KM_ZERO)
		lflags |= __GFP_ZERO;
	return lflags;
}

void *kmem_zalloc_large(size_t size, xfs_km_flags_t flags)
{
	gfp_t lflags;
	void *ptr;
	unsigned noio_flag = 0;
	ptr = kzalloc(size, kmem_flags_convert(flags));
	if (ptr)
		return ptr;
	if ((current->flags & PF_FSTRANS) || (flags & KM_NOFS))
		noio_flag = memalloc_noio_save();
	lflags = kmem_flags_convert(flags);
	ptr = __vmalloc(size, lflags | __GFP_HIGHMEM | __GFP_ZERO, PAGE_KERNEL);
	if ((current->flags & PF_FSTRANS) || (flags & KM_NOFS))
		memalloc_noio_restore(noio_flag);
	return ptr;
}

struct attr_list {
	struct mutex lock;
	void *buf;
	size_t size;
};

int attr_list_get_ok(struct attr_list *l)
{
	mutex_lock(&l->lock);
	l->buf = kmem_zalloc_large(l->size, KM_SLEEP | KM_NOFS);
	mutex_unlock(&l->lock);
	return l->buf ? 0 : -ENOMEM;
}

int attr_buf_init_ok(struct attr_list *l)
{
	l->buf = kmem_zalloc_large(l->size, KM_SLEEP);
	return l->buf ? 0 : -ENOMEM;
}
