// run: kernel-version=5.4
/*
 * Two bios of the driver's own set for each that it is handed: the first may be the last of the reserve, and comes back
 * only when it has been issued, which is after the method has returned. The set has no rescuer.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(5, 4, 0)

#include <linux/blkdev.h>
#include <linux/mempool.h>
#include <linux/slab.h>

struct dup {
	struct block_device *a, *b;
	struct bio_set bs;
};

static void dup_end(struct bio *bio)
{
	struct bio *p = bio->bi_private;

	bio_put(bio);
	bio_endio(p);
}

static void dup_one(struct dup *d, struct bio *bio, struct block_device *to, struct bio_set *bs)
{
	struct bio *c = bio_alloc_clone(to, bio, GFP_NOIO, bs);
	c->bi_private = bio;
	c->bi_end_io = dup_end;
	generic_make_request(c);
}

static void dup_request_bad(struct request_queue *q, struct bio *bio)
{
	struct dup *d = q->queuedata;
	dup_one(d, bio, d->a, &d->bs);
	dup_one(d, bio, d->b, &d->bs); // expect-fn: bio-list-recursion waits for memory pools are left out
}

void dup_init(struct request_queue *q, struct dup *d)
{
	q->queuedata = d;
	blk_queue_make_request(q, dup_request_bad);
}
