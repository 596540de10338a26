// run: kernel-version=4.14
/*
 * A driver that opens the scope exactly if the mask is restricted, and closes it under the same
 * condition.
 *
 * Three conditions on one argument: with may_do_io the mask has all bits and needs no scope; without
 * it the scope is open. No path has the one without the other.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(4, 14, 0)

#include <linux/sched/mm.h>
#include <linux/vmalloc.h>

void *driver_alloc_ok(size_t size, bool may_do_io)
{
	gfp_t gfp = may_do_io ? GFP_KERNEL : GFP_NOIO;
	unsigned int flags = 0;
	void *p;

	if (!may_do_io)
		flags = memalloc_noio_save();
	p = __vmalloc(size, gfp, PAGE_KERNEL);
	if (!may_do_io)
		memalloc_noio_restore(flags);
	return p;
}
