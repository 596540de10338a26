// run: kernel-version=6.1
/*
 * The same origin, which waits before it takes part in anything, and with nothing held.
 *
 * Task 1 looks whether too many copies are in flight. If so it drops _origins_lock before it sleeps
 * and starts all over afterwards: wait_for_in_progress has released the lock exactly if it returns
 * false. Task 3, the worker, never waits for copies (the last argument of do_origin), only for
 * _origins_lock, and nobody holds that while waiting for task 3.
 */

#include <linux/device-mapper.h>
#include <linux/dm-io.h>
#include <linux/dm-kcopyd.h>
#include <linux/err.h>
#include <linux/mempool.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

/* ---- Copying in the background ---- */

#define MIN_JOBS 8

struct dm_kcopyd_client {
	struct dm_io_client *io_client;
	mempool_t job_pool;
	struct workqueue_struct *kcopyd_wq;
	struct work_struct kcopyd_work;
	spinlock_t job_lock;
	struct list_head complete_jobs;
	struct list_head io_jobs;
};

struct kcopyd_job {
	struct list_head list;
	struct dm_kcopyd_client *kc;
	struct kcopyd_job *master_job;
	atomic_t sub_jobs;

	dm_kcopyd_notify_fn fn;
	void *context;
	unsigned long write_err;
	int read_err;
	unsigned int flags;

	enum req_op op;
	unsigned int num_dests;
	struct dm_io_region source;
	struct dm_io_region dests[DM_KCOPYD_MAX_REGIONS];
};

static struct kmem_cache *_job_cache;

static void wake(struct dm_kcopyd_client *kc)
{
	queue_work(kc->kcopyd_wq, &kc->kcopyd_work);
}

static struct kcopyd_job *pop(struct list_head *jobs, struct dm_kcopyd_client *kc)
{
	struct kcopyd_job *job = NULL;

	spin_lock_irq(&kc->job_lock);
	if (!list_empty(jobs)) {
		job = list_entry(jobs->next, struct kcopyd_job, list);
		list_del(&job->list);
	}
	spin_unlock_irq(&kc->job_lock);
	return job;
}

static void push(struct list_head *jobs, struct kcopyd_job *job)
{
	struct dm_kcopyd_client *kc = job->kc;
	unsigned long flags;

	spin_lock_irqsave(&kc->job_lock, flags);
	list_add_tail(&job->list, jobs);
	spin_unlock_irqrestore(&kc->job_lock, flags);
}

static int run_complete_job(struct kcopyd_job *job)
{
	dm_kcopyd_notify_fn fn = job->fn;
	unsigned long write_err = job->write_err;
	int read_err = job->read_err;
	void *context = job->context;
	struct dm_kcopyd_client *kc = job->kc;

	if (job->master_job == job)
		mempool_free(job, &kc->job_pool);
	fn(read_err, write_err, context);
	return 0;
}

static void complete_io(unsigned long error, void *context)
{
	struct kcopyd_job *job = context;
	struct dm_kcopyd_client *kc = job->kc;

	if (error) {
		if (job->op == REQ_OP_WRITE)
			job->write_err |= error;
		else
			job->read_err = 1;
		if (!(job->flags & DM_KCOPYD_IGNORE_ERROR)) {
			push(&kc->complete_jobs, job);
			wake(kc);
			return;
		}
	}
	if (job->op == REQ_OP_WRITE) {
		push(&kc->complete_jobs, job);
	} else {
		job->op = REQ_OP_WRITE;
		push(&kc->io_jobs, job);
	}
	wake(kc);
}

static int run_io_job(struct kcopyd_job *job)
{
	struct dm_io_request io_req = {
		.bi_opf = job->op,
		.mem.type = DM_IO_KMEM,
		.notify.fn = complete_io,
		.notify.context = job,
		.client = job->kc->io_client,
	};

	if (job->op == REQ_OP_READ)
		return dm_io(&io_req, 1, &job->source, NULL);
	return dm_io(&io_req, job->num_dests, job->dests, NULL);
}

static void process_jobs(struct list_head *jobs, struct dm_kcopyd_client *kc,
			 int (*fn)(struct kcopyd_job *))
{
	struct kcopyd_job *job;

	while ((job = pop(jobs, kc))) {
		if (fn(job) < 0) {
			job->read_err = 1;
			push(&kc->complete_jobs, job);
			wake(kc);
			break;
		}
	}
}

static void do_work(struct work_struct *work)
{
	struct dm_kcopyd_client *kc = container_of(work, struct dm_kcopyd_client, kcopyd_work);
	struct blk_plug plug;

	blk_start_plug(&plug);
	process_jobs(&kc->complete_jobs, kc, run_complete_job);
	process_jobs(&kc->io_jobs, kc, run_io_job);
	blk_finish_plug(&plug);
}

static void dispatch_job(struct kcopyd_job *job)
{
	struct dm_kcopyd_client *kc = job->kc;

	push(unlikely(!job->source.count) ? &kc->complete_jobs : &kc->io_jobs, job);
	wake(kc);
}

/* A long copy is cut: the parts are copies of the job, with a function of their own. */
static void segment_complete(int read_err, unsigned long write_err, void *context)
{
	struct kcopyd_job *sub_job = context, *job = sub_job->master_job;
	struct dm_kcopyd_client *kc = job->kc;

	if (read_err)
		job->read_err = 1;
	job->write_err |= write_err;
	if (atomic_dec_and_test(&job->sub_jobs)) {
		push(&kc->complete_jobs, job);
		wake(kc);
	}
}

static void split_job(struct kcopyd_job *master_job, unsigned int parts)
{
	unsigned int i;

	atomic_set(&master_job->sub_jobs, parts);
	for (i = 0; i < parts; i++) {
		struct kcopyd_job *sub_job = &master_job[i + 1];

		*sub_job = *master_job;
		sub_job->source.count /= parts;
		sub_job->source.sector += i * sub_job->source.count;
		sub_job->fn = segment_complete;
		sub_job->context = sub_job;
		dispatch_job(sub_job);
	}
}

void dm_kcopyd_copy(struct dm_kcopyd_client *kc, struct dm_io_region *from, unsigned int num_dests,
		    struct dm_io_region *dests, unsigned int flags, dm_kcopyd_notify_fn fn,
		    void *context)
{
	struct kcopyd_job *job = mempool_alloc(&kc->job_pool, GFP_NOIO);

	job->kc = kc;
	job->flags = flags;
	job->read_err = 0;
	job->write_err = 0;
	job->op = REQ_OP_READ;
	job->source = *from;
	job->num_dests = num_dests;
	memcpy(&job->dests, dests, sizeof(*dests) * num_dests);
	job->fn = fn;
	job->context = context;
	job->master_job = job;
	if (job->source.count <= 128)
		dispatch_job(job);
	else
		split_job(job, 8);
}
EXPORT_SYMBOL(dm_kcopyd_copy);

struct dm_kcopyd_client *dm_kcopyd_client_create(struct dm_kcopyd_throttle *throttle)
{
	struct dm_kcopyd_client *kc = kzalloc(sizeof(*kc), GFP_KERNEL);
	int r = -ENOMEM;

	if (!kc)
		return ERR_PTR(-ENOMEM);
	spin_lock_init(&kc->job_lock);
	INIT_LIST_HEAD(&kc->complete_jobs);
	INIT_LIST_HEAD(&kc->io_jobs);
	r = mempool_init_slab_pool(&kc->job_pool, MIN_JOBS, _job_cache);
	if (r)
		goto bad_pool;
	INIT_WORK(&kc->kcopyd_work, do_work);
	kc->kcopyd_wq = alloc_workqueue("kcopyd", WQ_MEM_RECLAIM, 0);
	if (!kc->kcopyd_wq) {
		r = -ENOMEM;
		goto bad_wq;
	}
	kc->io_client = dm_io_client_create();
	if (IS_ERR(kc->io_client)) {
		r = PTR_ERR(kc->io_client);
		goto bad_io;
	}
	return kc;

bad_io:
	destroy_workqueue(kc->kcopyd_wq);
bad_wq:
	mempool_exit(&kc->job_pool);
bad_pool:
	kfree(kc);
	return ERR_PTR(r);
}
EXPORT_SYMBOL(dm_kcopyd_client_create);

/* ---- Where the exceptions are stored ---- */

typedef sector_t chunk_t;

struct dm_exception {
	struct list_head hash_list;
	chunk_t old_chunk;
	chunk_t new_chunk;
};

struct dm_exception_store;

struct dm_exception_store_type {
	const char *name;
	int (*prepare_exception)(struct dm_exception_store *store, struct dm_exception *e);
	void (*commit_exception)(struct dm_exception_store *store, struct dm_exception *e, int valid,
				 void (*callback)(void *context, int success),
				 void *callback_context);
};

struct dm_exception_store {
	struct dm_exception_store_type *type;
	unsigned int chunk_size;
	void *context;
};

struct transient_c {
	sector_t next_free;
};

static int transient_prepare_exception(struct dm_exception_store *store, struct dm_exception *e)
{
	struct transient_c *tc = store->context;

	e->new_chunk = tc->next_free;
	tc->next_free += store->chunk_size;
	return 0;
}

/* Nothing is stored, so it is done at once. */
static void transient_commit_exception(struct dm_exception_store *store, struct dm_exception *e,
				       int valid, void (*callback)(void *, int success),
				       void *callback_context)
{
	callback(callback_context, valid);
}

struct commit_callback {
	void (*callback)(void *ref, int success);
	void *context;
};

struct pstore {
	unsigned int exceptions_per_area;
	unsigned int current_committed;
	int valid;
	unsigned int callback_count;
	struct commit_callback *callbacks;
	struct dm_io_client *io_client;
};

int area_io(struct pstore *ps, enum req_op op);

static int persistent_prepare_exception(struct dm_exception_store *store, struct dm_exception *e)
{
	struct pstore *ps = store->context;

	e->new_chunk = ps->current_committed + ps->callback_count + 1;
	return 0;
}

/* The callbacks are kept until an area of the metadata is full and has been written. */
static void persistent_commit_exception(struct dm_exception_store *store, struct dm_exception *e,
					int valid, void (*callback)(void *, int success),
					void *callback_context)
{
	struct pstore *ps = store->context;
	struct commit_callback *cb;
	unsigned int i;

	if (!valid)
		ps->valid = 0;
	cb = ps->callbacks + ps->callback_count++;
	cb->callback = callback;
	cb->context = callback_context;
	if (ps->callback_count < ps->exceptions_per_area && ps->current_committed)
		return;

	if (ps->valid && area_io(ps, REQ_OP_WRITE))
		ps->valid = 0;
	for (i = 0; i < ps->callback_count; i++) {
		cb = ps->callbacks + i;
		cb->callback(cb->context, ps->valid);
	}
	ps->callback_count = 0;
}

static struct dm_exception_store_type _transient_type = {
	.name = "transient",
	.prepare_exception = transient_prepare_exception,
	.commit_exception = transient_commit_exception,
};

static struct dm_exception_store_type _persistent_type = {
	.name = "persistent",
	.prepare_exception = persistent_prepare_exception,
	.commit_exception = persistent_commit_exception,
};

/* ---- Snapshots and their origins ---- */

#define MIN_IOS 256

struct dm_snapshot {
	struct dm_target *ti;
	struct dm_dev *cow, *origin;
	/* On the list of its origin, under _origins_lock. */
	struct list_head list;

	/* Of the rest, under which are also both tables. */
	struct rw_semaphore lock;
	int active;
	int valid;
	struct list_head complete;
	struct list_head pending;
	struct dm_exception_store *store;

	mempool_t pending_pool;
	struct dm_kcopyd_client *kcopyd_client;
	struct wait_queue_head in_progress_wait;
	unsigned int in_progress;
};

struct dm_snap_pending_exception {
	struct dm_snapshot *snap;
	struct dm_exception e;
	bool started;
	bool copy_error;
	/* Who waits for the copy: writers of the snapshot, and of the origin. */
	struct bio_list snapshot_bios;
	struct bio_list origin_bios;
};

struct origin {
	struct list_head hash_list;
	struct list_head snapshots;
	struct block_device *bdev;
};

struct dm_origin {
	struct dm_target *ti;
	struct dm_dev *dev;
};

static unsigned int cow_threshold = 2048;
module_param_named(snapshot_cow_threshold, cow_threshold, uint, 0644);

static struct kmem_cache *exception_cache;
static struct kmem_cache *pending_cache;
static LIST_HEAD(_origins);
static DECLARE_RWSEM(_origins_lock);

static struct origin *__lookup_origin(struct block_device *bdev)
{
	struct origin *o;

	list_for_each_entry(o, &_origins, hash_list)
		if (o->bdev == bdev)
			return o;
	return NULL;
}

static chunk_t sector_to_chunk(struct dm_exception_store *store, sector_t sector)
{
	return sector / store->chunk_size;
}

static sector_t chunk_to_sector(struct dm_exception_store *store, chunk_t chunk)
{
	return chunk * store->chunk_size;
}

static struct dm_exception *dm_lookup_exception(struct list_head *table, chunk_t chunk)
{
	struct dm_exception *e;

	list_for_each_entry(e, table, hash_list)
		if (e->old_chunk == chunk)
			return e;
	return NULL;
}

static struct dm_snap_pending_exception *__lookup_pending_exception(struct dm_snapshot *s,
								    chunk_t chunk)
{
	struct dm_exception *e = dm_lookup_exception(&s->pending, chunk);

	return e ? container_of(e, struct dm_snap_pending_exception, e) : NULL;
}

static struct dm_snap_pending_exception *alloc_pending_exception(struct dm_snapshot *s)
{
	struct dm_snap_pending_exception *pe = mempool_alloc(&s->pending_pool, GFP_NOIO);

	pe->snap = s;
	return pe;
}

static void free_pending_exception(struct dm_snap_pending_exception *pe)
{
	mempool_free(pe, &pe->snap->pending_pool);
}

static struct dm_snap_pending_exception *
__insert_pending_exception(struct dm_snapshot *s, struct dm_snap_pending_exception *pe,
			   chunk_t chunk)
{
	pe->e.old_chunk = chunk;
	bio_list_init(&pe->origin_bios);
	bio_list_init(&pe->snapshot_bios);
	pe->started = false;
	if (s->store->type->prepare_exception(s->store, &pe->e)) {
		free_pending_exception(pe);
		return NULL;
	}
	list_add(&pe->e.hash_list, &s->pending);
	return pe;
}

static void __invalidate_snapshot(struct dm_snapshot *s, int err)
{
	if (!s->valid)
		return;
	DMERR("invalidating a snapshot: %d", err);
	s->valid = 0;
	dm_table_event(s->ti->table);
}

static void account_start_copy(struct dm_snapshot *s)
{
	struct wait_queue_head *wait = &s->in_progress_wait;

	/* The queue's own lock guards the count as well. */
	spin_lock(&wait->lock);
	s->in_progress += 1;
	spin_unlock(&wait->lock);
}

static void account_end_copy(struct dm_snapshot *s)
{
	struct wait_queue_head *wait = &s->in_progress_wait;

	spin_lock(&wait->lock);
	if (--s->in_progress <= cow_threshold)
		wake_up_locked(wait);
	spin_unlock(&wait->lock);
}

/* False says that it has slept, and then also that _origins_lock is gone if unlock_origins. */
static bool wait_for_in_progress(struct dm_snapshot *s, bool unlock_origins)
{
	DECLARE_WAITQUEUE(entry, current);

	spin_lock(&s->in_progress_wait.lock);
	if (s->in_progress <= cow_threshold) {
		spin_unlock(&s->in_progress_wait.lock);
		return true;
	}
	__set_current_state(TASK_UNINTERRUPTIBLE);
	__add_wait_queue(&s->in_progress_wait, &entry);
	spin_unlock(&s->in_progress_wait.lock);

	if (unlock_origins)
		up_read(&_origins_lock);
	io_schedule();
	remove_wait_queue(&s->in_progress_wait, &entry);
	return false;
}

static void flush_bios(struct bio *bio)
{
	while (bio) {
		struct bio *n = bio->bi_next;

		bio->bi_next = NULL;
		submit_bio_noacct(bio);
		bio = n;
	}
}

static void error_bios(struct bio *bio)
{
	while (bio) {
		struct bio *n = bio->bi_next;

		bio->bi_next = NULL;
		bio_io_error(bio);
		bio = n;
	}
}

static int do_origin(struct dm_dev *origin, struct bio *bio, bool limit);

/* The chunk has been saved; whoever wanted to write it may now, if no other snapshot minds. */
static void retry_origin_bios(struct dm_snapshot *s, struct bio *bio)
{
	while (bio) {
		struct bio *n = bio->bi_next;

		bio->bi_next = NULL;
		if (do_origin(s->origin, bio, false) == DM_MAPIO_REMAPPED)
			submit_bio_noacct(bio);
		bio = n;
	}
}

static void pending_complete(void *context, int success)
{
	struct dm_snap_pending_exception *pe = context;
	struct dm_snapshot *s = pe->snap;
	struct bio *origin_bios, *snapshot_bios;
	struct dm_exception *e;
	int error = 0;

	if (!success) {
		down_write(&s->lock);
		__invalidate_snapshot(s, -EIO);
		error = 1;
		goto out;
	}
	e = kmem_cache_alloc(exception_cache, GFP_NOIO);
	if (!e) {
		down_write(&s->lock);
		__invalidate_snapshot(s, -ENOMEM);
		error = 1;
		goto out;
	}
	*e = pe->e;

	down_write(&s->lock);
	if (!s->valid) {
		kmem_cache_free(exception_cache, e);
		error = 1;
		goto out;
	}
	list_add(&e->hash_list, &s->complete);

out:
	list_del(&pe->e.hash_list);
	snapshot_bios = bio_list_get(&pe->snapshot_bios);
	origin_bios = bio_list_get(&pe->origin_bios);
	up_write(&s->lock);

	if (error)
		error_bios(snapshot_bios);
	else
		flush_bios(snapshot_bios);
	retry_origin_bios(s, origin_bios);
	free_pending_exception(pe);
}

static void complete_exception(struct dm_snap_pending_exception *pe)
{
	struct dm_snapshot *s = pe->snap;

	s->store->type->commit_exception(s->store, &pe->e, !pe->copy_error, pending_complete, pe);
}

static void copy_callback(int read_err, unsigned long write_err, void *context)
{
	struct dm_snap_pending_exception *pe = context;
	struct dm_snapshot *s = pe->snap;

	pe->copy_error = read_err || write_err;
	complete_exception(pe);
	account_end_copy(s);
}

static void start_copy(struct dm_snap_pending_exception *pe)
{
	struct dm_snapshot *s = pe->snap;
	struct dm_io_region src, dest;

	src.bdev = s->origin->bdev;
	src.sector = chunk_to_sector(s->store, pe->e.old_chunk);
	src.count = s->store->chunk_size;
	dest.bdev = s->cow->bdev;
	dest.sector = chunk_to_sector(s->store, pe->e.new_chunk);
	dest.count = src.count;

	account_start_copy(s);
	dm_kcopyd_copy(s->kcopyd_client, &src, 1, &dest, 0, copy_callback, pe);
}

static int snapshot_map(struct dm_target *ti, struct bio *bio)
{
	struct dm_snapshot *s = ti->private;
	chunk_t chunk = sector_to_chunk(s->store, bio->bi_iter.bi_sector);
	struct dm_snap_pending_exception *pe;
	struct dm_exception *e;
	int r = DM_MAPIO_REMAPPED;

	if (bio_data_dir(bio) == WRITE)
		while (unlikely(!wait_for_in_progress(s, false)))
			;

	down_write(&s->lock);
	if (!s->valid) {
		r = DM_MAPIO_KILL;
		goto out_unlock;
	}
	e = dm_lookup_exception(&s->complete, chunk);
	if (e) {
		bio_set_dev(bio, s->cow->bdev);
		bio->bi_iter.bi_sector = chunk_to_sector(s->store, e->new_chunk);
		goto out_unlock;
	}
	if (bio_data_dir(bio) != WRITE) {
		bio_set_dev(bio, s->origin->bdev);
		goto out_unlock;
	}

	pe = __lookup_pending_exception(s, chunk);
	if (!pe) {
		up_write(&s->lock);
		pe = alloc_pending_exception(s);
		down_write(&s->lock);
		pe = __insert_pending_exception(s, pe, chunk);
		if (!pe) {
			__invalidate_snapshot(s, -ENOMEM);
			r = DM_MAPIO_KILL;
			goto out_unlock;
		}
	}
	r = DM_MAPIO_SUBMITTED;
	bio_list_add(&pe->snapshot_bios, bio);
	if (!pe->started) {
		pe->started = true;
		up_write(&s->lock);
		start_copy(pe);
		return r;
	}

out_unlock:
	up_write(&s->lock);
	return r;
}

/* The copy that must be started before the chunk is written, if it is not in flight already. */
static struct dm_snap_pending_exception *__prepare_copy(struct dm_snapshot *snap, chunk_t chunk,
							struct bio **bio, int *r)
{
	struct dm_snap_pending_exception *pe, *start = NULL;

	down_write(&snap->lock);
	if (!snap->active || !snap->valid)
		goto out;
	pe = __lookup_pending_exception(snap, chunk);
	if (pe)
		goto wait_for_it;
	if (dm_lookup_exception(&snap->complete, chunk))
		goto out;

	/* Allocate with the lock dropped, then look again. */
	up_write(&snap->lock);
	pe = alloc_pending_exception(snap);
	down_write(&snap->lock);
	if (dm_lookup_exception(&snap->complete, chunk) || !snap->valid) {
		free_pending_exception(pe);
		goto out;
	}
	pe = __insert_pending_exception(snap, pe, chunk);
	if (!pe) {
		__invalidate_snapshot(snap, -ENOMEM);
		goto out;
	}

wait_for_it:
	*r = DM_MAPIO_SUBMITTED;
	if (!pe->started)
		start = pe;
	pe->started = true;
	if (*bio)
		bio_list_add(&pe->origin_bios, *bio);
	*bio = NULL;
out:
	up_write(&snap->lock);
	return start;
}

static int __origin_write(struct list_head *snapshots, sector_t sector, struct bio *bio)
{
	struct dm_snap_pending_exception *pe, *last = NULL;
	int r = DM_MAPIO_REMAPPED;
	struct dm_snapshot *snap;

	list_for_each_entry(snap, snapshots, list) {
		bool first = bio != NULL;

		pe = __prepare_copy(snap, sector_to_chunk(snap->store, sector), &bio, &r);
		if (pe && first && !bio)
			last = pe;
		else if (pe)
			start_copy(pe);
	}

	/* The one that the bio waits for goes last, to give the others a head start. */
	if (last)
		start_copy(last);
	return r;
}

static int do_origin(struct dm_dev *origin, struct bio *bio, bool limit)
{
	int r = DM_MAPIO_REMAPPED;
	struct dm_snapshot *busy;
	struct origin *o;

retry:
	down_read(&_origins_lock);
	o = __lookup_origin(origin->bdev);
	if (!o)
		goto out;
	if (!limit)
		goto write;
	list_for_each_entry(busy, &o->snapshots, list)
		if (!wait_for_in_progress(busy, true))
			goto retry;
write:
	r = __origin_write(&o->snapshots, bio->bi_iter.bi_sector, bio);
out:
	up_read(&_origins_lock);
	return r;
}

static int origin_map(struct dm_target *ti, struct bio *bio)
{
	struct dm_origin *o = ti->private;

	bio_set_dev(bio, o->dev->bdev);
	if (unlikely(bio->bi_opf & REQ_PREFLUSH))
		return DM_MAPIO_REMAPPED;
	if (bio_data_dir(bio) != WRITE)
		return DM_MAPIO_REMAPPED;
	return do_origin(o->dev, bio, true);
}

static int register_snapshot(struct dm_snapshot *snap)
{
	struct origin *known, *new = kmalloc(sizeof(*new), GFP_KERNEL);

	if (!new)
		return -ENOMEM;
	INIT_LIST_HEAD(&new->snapshots);
	new->bdev = snap->origin->bdev;

	down_write(&_origins_lock);
	known = __lookup_origin(new->bdev);
	if (!known)
		list_add_tail(&new->hash_list, &_origins);
	list_add_tail(&snap->list, known ? &known->snapshots : &new->snapshots);
	up_write(&_origins_lock);
	if (known)
		kfree(new);
	return 0;
}

static void unregister_snapshot(struct dm_snapshot *s)
{
	struct origin *o = NULL;

	down_write(&_origins_lock);
	list_del(&s->list);
	o = __lookup_origin(s->origin->bdev);
	if (!o || !list_empty(&o->snapshots)) {
		up_write(&_origins_lock);
		return;
	}
	list_del(&o->hash_list);
	up_write(&_origins_lock);
	kfree(o);
}

static void snapshot_dtr(struct dm_target *ti)
{
	struct dm_snapshot *s = ti->private;

	unregister_snapshot(s);
	dm_kcopyd_client_destroy(s->kcopyd_client);
	mempool_exit(&s->pending_pool);
	dm_put_device(ti, s->cow);
	dm_put_device(ti, s->origin);
	kfree(s->store);
	kfree(s);
}

static int snapshot_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct dm_snapshot *s = kzalloc(sizeof(*s), GFP_KERNEL);
	int r;

	if (!s)
		return -ENOMEM;
	ti->private = s;
	s->ti = ti;
	s->valid = 1;
	init_rwsem(&s->lock);
	INIT_LIST_HEAD(&s->list);
	INIT_LIST_HEAD(&s->pending);
	INIT_LIST_HEAD(&s->complete);
	init_waitqueue_head(&s->in_progress_wait);

	r = dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &s->origin);
	if (r)
		goto bad_origin;
	r = dm_get_device(ti, argv[1], dm_table_get_mode(ti->table), &s->cow);
	if (r)
		goto bad_cow;
	s->store = kzalloc(sizeof(*s->store), GFP_KERNEL);
	if (!s->store) {
		r = -ENOMEM;
		goto bad_store;
	}
	s->store->chunk_size = 32;
	s->store->type = strcasecmp(argv[2], "P") ? &_transient_type : &_persistent_type;

	s->kcopyd_client = dm_kcopyd_client_create(NULL);
	if (IS_ERR(s->kcopyd_client)) {
		r = PTR_ERR(s->kcopyd_client);
		goto bad_kcopyd;
	}
	r = mempool_init_slab_pool(&s->pending_pool, MIN_IOS, pending_cache);
	if (r)
		goto bad_pool;
	r = register_snapshot(s);
	if (r)
		goto bad_register;
	return 0;

bad_register:
	mempool_exit(&s->pending_pool);
bad_pool:
	dm_kcopyd_client_destroy(s->kcopyd_client);
bad_kcopyd:
	kfree(s->store);
bad_store:
	dm_put_device(ti, s->cow);
bad_cow:
	dm_put_device(ti, s->origin);
bad_origin:
	kfree(s);
	return r;
}

static void snapshot_resume(struct dm_target *ti)
{
	struct dm_snapshot *s = ti->private;

	down_write(&s->lock);
	s->active = 1;
	up_write(&s->lock);
}

static int origin_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct dm_origin *o = kmalloc(sizeof(*o), GFP_KERNEL);
	int r;

	if (!o)
		return -ENOMEM;
	r = dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &o->dev);
	if (r) {
		kfree(o);
		return r;
	}
	o->ti = ti;
	ti->private = o;
	return 0;
}

static void origin_dtr(struct dm_target *ti)
{
	struct dm_origin *o = ti->private;

	dm_put_device(ti, o->dev);
	kfree(o);
}

static struct target_type origin_target = {
	.name = "snapshot-origin",
	.module = THIS_MODULE,
	.ctr = origin_ctr,
	.dtr = origin_dtr,
	.map = origin_map,
};

static struct target_type snapshot_target = {
	.name = "snapshot",
	.module = THIS_MODULE,
	.ctr = snapshot_ctr,
	.dtr = snapshot_dtr,
	.map = snapshot_map,
	.resume = snapshot_resume,
};

static int __init dm_snapshot_init(void)
{
	int r;

	exception_cache = KMEM_CACHE(dm_exception, 0);
	pending_cache = KMEM_CACHE(dm_snap_pending_exception, 0);
	_job_cache = KMEM_CACHE(kcopyd_job, 0);
	if (!exception_cache || !pending_cache || !_job_cache)
		return -ENOMEM;
	r = dm_register_target(&snapshot_target);
	if (r)
		return r;
	r = dm_register_target(&origin_target);
	if (r)
		dm_unregister_target(&snapshot_target);
	return r;
}

static void __exit dm_snapshot_exit(void)
{
	dm_unregister_target(&snapshot_target);
	dm_unregister_target(&origin_target);
}

module_init(dm_snapshot_init);
module_exit(dm_snapshot_exit);
MODULE_LICENSE("GPL");
