// run: kernel-version=4.9
/*
 * The mirror leaves the write of its activity log to a worker, which has no list of its own: it is issued at once.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(4, 9, 0)

#include <linux/blkdev.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct md_io {
	struct task_struct *waiter;
	atomic_t refs;
};

struct replica {
	struct block_device *backing;
	struct mutex md_mutex;
	struct bio_set bs;
	struct workqueue_struct *wq;
};

static void md_endio(struct bio *bio)
{
	struct md_io *io = bio->bi_private;
	if (atomic_dec_and_test(&io->refs))
		wake_up_process(io->waiter);
	bio_put(bio);
}

static int md_sync_page_io(struct replica *r, sector_t s)
{
	struct md_io io = { .waiter = current };
	struct bio *bio = bio_alloc_bioset(r->backing, 1, REQ_OP_WRITE, GFP_NOIO, &r->bs);
	atomic_set(&io.refs, 1);
	bio->bi_private = &io;
	bio->bi_end_io = md_endio;
	bio->bi_iter.bi_sector = s;
	submit_bio(bio);
	for (;;) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		if (!atomic_read(&io.refs))
			break;
		io_schedule();
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

static void al_begin_io(struct replica *r, struct bio *bio)
{
	mutex_lock(&r->md_mutex);
	md_sync_page_io(r, 8);
	mutex_unlock(&r->md_mutex);
}

struct alw {
	struct work_struct w;
	struct replica *r;
	struct bio *bio;
};

static void al_work(struct work_struct *w)
{
	struct alw *a = container_of(w, struct alw, w);
	al_begin_io(a->r, a->bio);
	generic_make_request(a->bio);
	kfree(a);
}

static void replica_make_request_ok(struct request_queue *q, struct bio *bio)
{
	struct replica *r = q->queuedata;
	if (bio_data_dir(bio) == WRITE) {
		struct alw *a = kmalloc(sizeof(*a), GFP_NOIO);
		a->r = r;
		a->bio = bio;
		INIT_WORK(&a->w, al_work);
		queue_work(r->wq, &a->w);
		return;
	}
	bio_set_dev(bio, r->backing);
	generic_make_request(bio);
}

void setup(struct request_queue *q, struct replica *r)
{
	q->queuedata = r;
	q->make_request_fn = replica_make_request_ok;
}
