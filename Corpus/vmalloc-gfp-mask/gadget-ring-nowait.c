// run: kernel-version=4.19
/*
 * A USB gadget that asks for a ring without waiting, and has a fall-back if there is none.
 *
 * GFP_NOWAIT lets the data pages fail at once, while the page tables of __vmalloc sleep with
 * GFP_KERNEL: what was not to wait at all may now wait for I/O. Task 1 holds the mutex of the disk
 * that the gadget exports; the I/O that reclaim waits for goes through it.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(4, 19, 0)

#include <linux/mutex.h>
#include <linux/vmalloc.h>

struct ring {
	struct mutex lock;
	void *pages;
	void *reserve;
};

void *ring_get_bad(struct ring *ring, unsigned long size)
{
	void *pages;

	mutex_lock(&ring->lock);
	pages = __vmalloc(size, GFP_NOWAIT | __GFP_NOWARN, PAGE_KERNEL); // expect: vmalloc-gfp-mask confirmed
	if (!pages) {
		pages = ring->reserve;
		ring->reserve = NULL;
	}
	mutex_unlock(&ring->lock);
	return pages;
}
