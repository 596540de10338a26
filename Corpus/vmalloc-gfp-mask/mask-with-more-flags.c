// run: kernel-version=5.6
/*
 * What a resize allocates with is kept in a structure, and the allocation adds a flag of its own.
 *
 * The caller keeps I/O away from the array meanwhile, and so must not wait for I/O to the array: task 1 waits in
 * reclaim for a page that task 2 cannot write back before the resize is over. A scope around it covers the page
 * tables too.
 */
#define LINUX_VERSION_CODE KERNEL_VERSION(5, 6, 0)
#include <linux/mutex.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct resize {
	gfp_t gfp;
	size_t size;
	void *scratch;
};

struct scoped_resize {
	gfp_t gfp;
	size_t size;
	void *scratch;
};

struct array {
	struct mutex resize_mutex;
	int disks;
};

static int resize_scratch_bad(struct resize *resize)
{
	resize->scratch = __vmalloc(resize->size, resize->gfp | __GFP_ZERO, PAGE_KERNEL); // expect: vmalloc-gfp-mask confirmed
	return resize->scratch ? 0 : -ENOMEM;
}

int array_resize(struct array *array, int disks)
{
	struct resize resize = { .gfp = GFP_NOIO, .size = disks * PAGE_SIZE };
	int err;

	mutex_lock(&array->resize_mutex);
	err = resize_scratch_bad(&resize);
	array->disks = disks;
	mutex_unlock(&array->resize_mutex);
	return err;
}

static int scoped_scratch_ok(struct scoped_resize *resize)
{
	resize->scratch = __vmalloc(resize->size, resize->gfp | __GFP_ZERO, PAGE_KERNEL);
	return resize->scratch ? 0 : -ENOMEM;
}

int array_resize_in_scope(struct array *array, int disks)
{
	struct scoped_resize resize = { .gfp = GFP_KERNEL, .size = disks * PAGE_SIZE };
	unsigned int flags;
	int err;

	mutex_lock(&array->resize_mutex);
	flags = memalloc_noio_save();
	err = scoped_scratch_ok(&resize);
	memalloc_noio_restore(flags);
	array->disks = disks;
	mutex_unlock(&array->resize_mutex);
	return err;
}
