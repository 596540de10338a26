// run: kernel-version=3.9
/*
 * A compressed disk that needs a buffer for what it is to write, and allocates it with GFP_KERNEL two calls below its
 * make_request method, behind a test of the direction.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(3, 9, 0)

#include <linux/blkdev.h>
#include <linux/slab.h>

struct zpool_ops {
	void *(*alloc)(void *pool, size_t size, gfp_t gfp);
};

struct zram {
	struct zpool_ops *ops;
	void *pool;
};

static void *simple_alloc(void *pool, size_t size, gfp_t gfp)
{
	return kmalloc(size, gfp);
}

struct zpool_ops simple_ops = { .alloc = simple_alloc };
static int zram_write_bad(struct zram *z, struct bio_vec *bvec)
{
	void *buf = NULL, *handle;
	buf = kmalloc(PAGE_SIZE, GFP_KERNEL); // expect: reclaim-in-submit confirmed
	handle = z->ops->alloc(z->pool, 100, GFP_NOIO | __GFP_NOWARN);
	kfree(buf);
	return handle ? 0 : -ENOMEM;
}

static int zram_bvec_rw(struct zram *z, struct bio_vec *bvec, int rw)
{
	if (rw == READ)
		return 0;
	return zram_write_bad(z, bvec);
}

static void zram_make_request(struct request_queue *q, struct bio *bio)
{
	struct zram *z = q->queuedata;
	if (zram_bvec_rw(z, &bio->bi_io_vec[0], bio_data_dir(bio)))
		bio_endio(bio, -EIO);
	else
		bio_endio(bio, 0);
}

int zram_init(struct request_queue *q, struct zram *z)
{
	q->queuedata = z;
	z->ops = &simple_ops;
	blk_queue_make_request(q, zram_make_request);
	return 0;
}
