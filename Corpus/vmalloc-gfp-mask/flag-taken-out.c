// run: kernel-version=4.19
/*
 * Pages of a file are compressed when they are written back, into a buffer as large as a cluster of them.
 *
 * With what mask the file's own pages are allocated nobody here knows. Without __GFP_FS it is meant to keep the
 * allocation out of the file system that task 1 is in the middle of: the page tables get in all the same, and wait
 * for the cluster that task 1 has locked.
 */
#define LINUX_VERSION_CODE KERNEL_VERSION(4, 19, 0)
#include <linux/mutex.h>
#include <linux/sched/mm.h>
#include <linux/vmalloc.h>

struct cluster {
	struct mutex lock;
	gfp_t file_gfp;
	void *buffer;
};

static inline gfp_t cluster_gfp(struct cluster *cluster, gfp_t allowed)
{
	return cluster->file_gfp & allowed;
}

void cluster_init(struct cluster *cluster, gfp_t gfp)
{
	mutex_init(&cluster->lock);
	cluster->file_gfp = gfp;
}

void *cluster_write_bad(struct cluster *cluster, size_t size)
{
	mutex_lock(&cluster->lock);
	cluster->buffer = __vmalloc(size, cluster_gfp(cluster, ~__GFP_FS) | __GFP_HIGHMEM, PAGE_KERNEL); // expect: vmalloc-gfp-mask confirmed
	mutex_unlock(&cluster->lock);
	return cluster->buffer;
}

/* That the buffer is not cleared says nothing about reclaim. */
void *cluster_read_ok(struct cluster *cluster, size_t size)
{
	return __vmalloc(size, cluster->file_gfp & ~__GFP_ZERO, PAGE_KERNEL);
}

void *cluster_write_ok(struct cluster *cluster, size_t size)
{
	unsigned int flags = memalloc_nofs_save();

	mutex_lock(&cluster->lock);
	cluster->buffer = __vmalloc(size, cluster_gfp(cluster, ~__GFP_FS), PAGE_KERNEL);
	mutex_unlock(&cluster->lock);
	memalloc_nofs_restore(flags);
	return cluster->buffer;
}
