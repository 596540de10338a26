// run: kernel-version=3.14
/*
 * The same cache asks whether its own I/O is only queued, and then leaves the look-up to a worker, which has no such
 * list. The method still leads to the code that waits.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(3, 14, 0)

#include <linux/blkdev.h>
#include <linux/err.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct closure {
	atomic_t remaining;
	struct task_struct *task;
};

struct node {
	struct closure io;
	struct block_device *bdev;
	unsigned long flags;
};

struct search {
	struct work_struct work;
	struct cache *cache;
	struct bio *bio;
};

struct cache {
	struct node *root;
	struct block_device *bdev;
	struct workqueue_struct *wq;
};

static void closure_put(struct closure *cl)
{
	if (atomic_dec_and_test(&cl->remaining)) {
		struct task_struct *t = cl->task;
		cl->task = NULL;
		wake_up_process(t);
	}
}

static void closure_sync(struct closure *cl)
{
	while (1) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		if (!cl->task)
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
}

static void node_read_endio(struct bio *bio, int error)
{
	struct closure *cl = bio->bi_private;
	closure_put(cl);
}

static void node_read(struct node *b)
{
	struct bio *bio = bio_alloc(GFP_NOIO, 8);
	atomic_set(&b->io.remaining, 1);
	b->io.task = current;
	bio->bi_end_io = node_read_endio;
	bio->bi_private = &b->io;
	bio->bi_bdev = b->bdev;
	generic_make_request(bio);
	closure_sync(&b->io);
	bio_put(bio);
}

static struct node *node_get(struct cache *c, sector_t key)
{
	struct node *b = c->root;
	if (b->flags & 1)
		return b;
	if (current->bio_list)
		return ERR_PTR(-EAGAIN);
	node_read(b);
	return b;
}

static int map_keys(struct cache *c, sector_t key, int (*fn)(struct cache *, struct node *))
{
	struct node *b = node_get(c, key);
	if (IS_ERR(b))
		return PTR_ERR(b);
	return fn(c, b);
}

static int lookup_fn(struct cache *c, struct node *b)
{
	return b->flags & 2;
}

static void search_work(struct work_struct *work)
{
	struct search *s = container_of(work, struct search, work);
	map_keys(s->cache, 0, lookup_fn);
	generic_make_request(s->bio);
	kfree(s);
}

static void cache_make_request_ok(struct request_queue *q, struct bio *bio)
{
	struct cache *c = q->queuedata;
	int err = map_keys(c, bio->bi_iter.bi_sector, lookup_fn);
	if (err == -EAGAIN) {
		struct search *s = kzalloc(sizeof(*s), GFP_NOIO);
		s->bio = bio;
		s->cache = c;
		INIT_WORK(&s->work, search_work);
		queue_work(c->wq, &s->work);
		return;
	}
	bio->bi_bdev = c->bdev;
	generic_make_request(bio);
}

void cache_start(struct request_queue *q, struct cache *c)
{
	c->wq = alloc_workqueue("cache", WQ_MEM_RECLAIM, 0);
	q->queuedata = c;
	blk_queue_make_request(q, cache_make_request_ok);
}
