// run: kernel-version=4.4
/*
 * Masks in a table, by what the memory is for; and a mask without __GFP_FS that goes through a table of methods.
 *
 * In every bad function task 1 holds meta_lock, and the page tables of __vmalloc may wait in reclaim for a page that
 * task 2 writes back under that lock.
 */
#define LINUX_VERSION_CODE KERNEL_VERSION(4, 4, 0)
#include <linux/mutex.h>
#include <linux/vmalloc.h>

enum purpose { PURPOSE_USER, PURPOSE_META };

static const gfp_t masks[] = {
	[PURPOSE_USER] = GFP_KERNEL,
	[PURPOSE_META] = GFP_NOFS,
};

static DEFINE_MUTEX(meta_lock);

static void *area_bad(enum purpose purpose, size_t size)
{
	return __vmalloc(size, masks[purpose], PAGE_KERNEL); // expect-fn: vmalloc-gfp-mask the elements of a table of masks are not read
}

void *meta_area(size_t size)
{
	void *area;

	mutex_lock(&meta_lock);
	area = area_bad(PURPOSE_META, size);
	mutex_unlock(&meta_lock);
	return area;
}

struct packer {
	void *(*prepare)(size_t size, gfp_t gfp);
};

static void *packer_prepare_bad(size_t size, gfp_t gfp)
{
	return __vmalloc(size, gfp, PAGE_KERNEL); // expect-fn: vmalloc-gfp-mask what an argument lacks is forgotten where nothing else is known of it
}

static const struct packer packer = {
	.prepare = packer_prepare_bad,
};

void *pack(gfp_t gfp, size_t size)
{
	void *area;

	mutex_lock(&meta_lock);
	area = packer.prepare(size, gfp & ~__GFP_FS);
	mutex_unlock(&meta_lock);
	return area;
}
