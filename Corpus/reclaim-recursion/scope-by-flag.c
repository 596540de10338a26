// run: kernel-version=6.12
// The pages are mapped with the mutex held that the submission of I/O takes; vmap() allocates page
// tables with GFP_KERNEL. Inside a scope of PF_MEMALLOC_NOIO they come without I/O.

#include <linux/blkdev.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sched/mm.h>
#include <linux/vmalloc.h>

struct packer {
	struct mutex lock;
	struct page *pages[8];
	void *map;
};

int packer_map_bad(struct packer *p)
{
	mutex_lock(&p->lock);
	p->map = vmap(p->pages, 8, VM_MAP, PAGE_KERNEL); // expect: reclaim-recursion confirmed
	mutex_unlock(&p->lock);
	return p->map ? 0 : -ENOMEM;
}

int packer_map_ok(struct packer *p)
{
	unsigned int flags;

	mutex_lock(&p->lock);
	flags = memalloc_flags_save(PF_MEMALLOC_NOIO);
	p->map = vmap(p->pages, 8, VM_MAP, PAGE_KERNEL);
	memalloc_flags_restore(flags);
	mutex_unlock(&p->lock);
	return p->map ? 0 : -ENOMEM;
}

static void packer_submit_bio(struct bio *bio)
{
	struct packer *p = bio->bi_bdev->bd_disk->private_data;

	mutex_lock(&p->lock);
	p->pages[0] = NULL;
	mutex_unlock(&p->lock);
	bio_endio(bio);
}

const struct block_device_operations packer_fops = {
	.owner = THIS_MODULE,
	.submit_bio = packer_submit_bio,
};
