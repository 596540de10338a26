// run: kernel-version=6.1
/*
 * A read-only target that prefetches hash blocks from its map function.
 *
 * Task 1, in verity_map, runs with current->bio_list set: what it submits is only put on that
 * list, and is issued when the outermost submit returns. dm_bufio_prefetch submits the read of a
 * first block, releases that buffer, and takes the client's mutex again for the next one.
 * Task 2, a worker in verity_work, holds that mutex in new_read, and again in __alloc_buffer_wait. It
 * found no free memory, chose the first block's buffer for reuse (nobody holds it), and waits for
 * B_READING to clear.
 * The read that would clear it is on the list of task 1, which waits for the mutex: both for ever.
 * dm_bufio_prefetch claims not to be called in a request; with that claim the outcome is a crash
 * instead, in a kernel without it the deadlock. The defect is the same.
 */

#include <linux/device-mapper.h>
#include <linux/dm-io.h>
#include <linux/err.h>
#include <linux/jump_label.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/rbtree.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <linux/wait_bit.h>
#include <linux/workqueue.h>

/* ---- The cache of metadata blocks ---- */

#define LIST_CLEAN 0
#define LIST_DIRTY 1
#define LIST_SIZE 2

#define B_READING 0
#define B_WRITING 1
#define B_DIRTY 2

#define DM_BUFIO_CLIENT_NO_SLEEP 0x1

struct dm_buffer;

enum data_mode {
	DATA_MODE_GET_FREE_PAGES,
	DATA_MODE_VMALLOC,
};

struct dm_bufio_client {
	struct mutex lock;
	spinlock_t spinlock;
	bool no_sleep;

	struct list_head lru[LIST_SIZE];
	unsigned long n_buffers[LIST_SIZE];
	struct rb_root buffer_tree;
	wait_queue_head_t free_buffer_wait;

	struct block_device *bdev;
	unsigned int block_size;
	unsigned char sectors_per_block_bits;
	unsigned int minimum_buffers;

	struct list_head reserved_buffers;
	unsigned int need_reserved_buffers;

	struct dm_io_client *dm_io;
	void (*write_callback)(struct dm_buffer *buffer);
	int async_write_error;
};

struct dm_buffer {
	struct rb_node node;
	struct list_head lru_list;
	struct list_head write_list;
	sector_t block;
	void *data;
	enum data_mode data_mode;
	unsigned char list_mode;
	blk_status_t read_error;
	blk_status_t write_error;
	unsigned int hold_count;
	unsigned long state;
	struct dm_bufio_client *c;
	void (*end_io)(struct dm_buffer *b, blk_status_t status);
};

static DEFINE_STATIC_KEY_FALSE(no_sleep_enabled);
static unsigned long dm_bufio_cache_size_latch;
static struct kmem_cache *dm_buffer_cache;

#define dm_bufio_in_request() (!!current->bio_list)

static void dm_bufio_lock(struct dm_bufio_client *c)
{
	if (static_branch_unlikely(&no_sleep_enabled) && c->no_sleep)
		spin_lock_bh(&c->spinlock);
	else
		mutex_lock_nested(&c->lock, dm_bufio_in_request());
}

static void dm_bufio_unlock(struct dm_bufio_client *c)
{
	if (static_branch_unlikely(&no_sleep_enabled) && c->no_sleep)
		spin_unlock_bh(&c->spinlock);
	else
		mutex_unlock(&c->lock);
}

static struct dm_buffer *__find(struct dm_bufio_client *c, sector_t block)
{
	struct rb_node *n = c->buffer_tree.rb_node;

	while (n) {
		struct dm_buffer *b = rb_entry(n, struct dm_buffer, node);

		if (b->block == block)
			return b;
		n = block < b->block ? n->rb_left : n->rb_right;
	}
	return NULL;
}

static void __insert(struct dm_bufio_client *c, struct dm_buffer *b)
{
	struct rb_node **link = &c->buffer_tree.rb_node, *parent = NULL;

	while (*link) {
		struct dm_buffer *found = rb_entry(*link, struct dm_buffer, node);

		parent = *link;
		link = b->block < found->block ? &parent->rb_left : &parent->rb_right;
	}
	rb_link_node(&b->node, parent, link);
	rb_insert_color(&b->node, &c->buffer_tree);
}

static void *alloc_buffer_data(struct dm_bufio_client *c, gfp_t gfp_mask, enum data_mode *data_mode)
{
	unsigned int noio_flag;
	void *data;

	if (c->block_size <= KMALLOC_MAX_SIZE && (gfp_mask & __GFP_NORETRY)) {
		*data_mode = DATA_MODE_GET_FREE_PAGES;
		return (void *)__get_free_pages(gfp_mask, c->sectors_per_block_bits -
								  (PAGE_SHIFT - SECTOR_SHIFT));
	}

	*data_mode = DATA_MODE_VMALLOC;
	if (gfp_mask & __GFP_NORETRY) {
		noio_flag = memalloc_noio_save();
		data = __vmalloc(c->block_size, gfp_mask);
		memalloc_noio_restore(noio_flag);
		return data;
	}
	return __vmalloc(c->block_size, gfp_mask);
}

static void free_buffer_data(struct dm_bufio_client *c, void *data, enum data_mode data_mode)
{
	if (data_mode == DATA_MODE_VMALLOC)
		vfree(data);
	else
		free_pages((unsigned long)data,
			   c->sectors_per_block_bits - (PAGE_SHIFT - SECTOR_SHIFT));
}

static struct dm_buffer *alloc_buffer(struct dm_bufio_client *c, gfp_t gfp_mask)
{
	struct dm_buffer *b = kmem_cache_alloc(dm_buffer_cache, gfp_mask);

	if (!b)
		return NULL;
	b->c = c;
	b->data = alloc_buffer_data(c, gfp_mask, &b->data_mode);
	if (!b->data) {
		kmem_cache_free(dm_buffer_cache, b);
		return NULL;
	}
	return b;
}

static void free_buffer(struct dm_buffer *b)
{
	free_buffer_data(b->c, b->data, b->data_mode);
	kmem_cache_free(dm_buffer_cache, b);
}

static void __link_buffer(struct dm_buffer *b, sector_t block, int dirty)
{
	struct dm_bufio_client *c = b->c;

	c->n_buffers[dirty]++;
	b->block = block;
	b->list_mode = dirty;
	list_add(&b->lru_list, &c->lru[dirty]);
	__insert(c, b);
}

static void __unlink_buffer(struct dm_buffer *b)
{
	struct dm_bufio_client *c = b->c;

	c->n_buffers[b->list_mode]--;
	rb_erase(&b->node, &c->buffer_tree);
	list_del(&b->lru_list);
}

static void __relink_lru(struct dm_buffer *b, int dirty)
{
	struct dm_bufio_client *c = b->c;

	c->n_buffers[b->list_mode]--;
	c->n_buffers[dirty]++;
	b->list_mode = dirty;
	list_move(&b->lru_list, &c->lru[dirty]);
}

/* Through dm-io: the notification is a member of the request. */
static void dmio_complete(unsigned long error, void *context)
{
	struct dm_buffer *b = context;

	b->end_io(b, unlikely(error != 0) ? BLK_STS_IOERR : 0);
}

static void use_dmio(struct dm_buffer *b, enum req_op op, sector_t sector, unsigned int n_sectors)
{
	struct dm_io_request io_req = {
		.bi_opf = op,
		.notify.fn = dmio_complete,
		.notify.context = b,
		.client = b->c->dm_io,
	};
	struct dm_io_region region = {
		.bdev = b->c->bdev,
		.sector = sector,
		.count = n_sectors,
	};
	int r;

	io_req.mem.type = b->data_mode == DATA_MODE_VMALLOC ? DM_IO_VMA : DM_IO_KMEM;
	io_req.mem.ptr.addr = b->data;
	r = dm_io(&io_req, 1, &region, NULL);
	if (unlikely(r))
		b->end_io(b, errno_to_blk_status(r));
}

static void bio_complete(struct bio *bio)
{
	struct dm_buffer *b = bio->bi_private;
	blk_status_t status = bio->bi_status;

	bio_uninit(bio);
	kfree(bio);
	b->end_io(b, status);
}

static void use_bio(struct dm_buffer *b, enum req_op op, sector_t sector, unsigned int n_sectors)
{
	unsigned int vec_size = (b->c->block_size >> PAGE_SHIFT) + 1, left, step;
	struct bio *bio;
	char *ptr;

	bio = bio_kmalloc(vec_size, GFP_NOWAIT | __GFP_NORETRY | __GFP_NOWARN);
	if (!bio) {
		use_dmio(b, op, sector, n_sectors);
		return;
	}
	bio_init(bio, b->c->bdev, bio->bi_inline_vecs, vec_size, op);
	bio->bi_iter.bi_sector = sector;
	bio->bi_end_io = bio_complete;
	bio->bi_private = b;

	ptr = b->data;
	for (left = n_sectors << SECTOR_SHIFT; left; left -= step, ptr += step) {
		step = min((unsigned int)(PAGE_SIZE - offset_in_page(ptr)), left);
		if (!bio_add_page(bio, virt_to_page(ptr), step, offset_in_page(ptr))) {
			bio_put(bio);
			use_dmio(b, op, sector, n_sectors);
			return;
		}
	}
	submit_bio(bio);
}

static void submit_io(struct dm_buffer *b, enum req_op op,
		      void (*end_io)(struct dm_buffer *, blk_status_t))
{
	unsigned int n_sectors = b->c->block_size >> SECTOR_SHIFT;
	sector_t sector = b->block << b->c->sectors_per_block_bits;

	b->end_io = end_io;
	if (op == REQ_OP_WRITE && b->c->write_callback)
		b->c->write_callback(b);
	if (b->data_mode != DATA_MODE_VMALLOC)
		use_bio(b, op, sector, n_sectors);
	else
		use_dmio(b, op, sector, n_sectors);
}

static void write_endio(struct dm_buffer *b, blk_status_t status)
{
	b->write_error = status;
	if (unlikely(status))
		(void)cmpxchg(&b->c->async_write_error, 0, blk_status_to_errno(status));

	BUG_ON(!test_bit(B_WRITING, &b->state));
	smp_mb__before_atomic();
	clear_bit(B_WRITING, &b->state);
	smp_mb__after_atomic();
	wake_up_bit(&b->state, B_WRITING);
}

static void __write_dirty_buffer(struct dm_buffer *b, struct list_head *write_list)
{
	if (!test_bit(B_DIRTY, &b->state))
		return;

	clear_bit(B_DIRTY, &b->state);
	wait_on_bit_lock_io(&b->state, B_WRITING, TASK_UNINTERRUPTIBLE);
	if (!write_list)
		submit_io(b, REQ_OP_WRITE, write_endio);
	else
		list_add_tail(&b->write_list, write_list);
}

static void __flush_write_list(struct list_head *write_list)
{
	struct blk_plug plug;

	blk_start_plug(&plug);
	while (!list_empty(write_list)) {
		struct dm_buffer *b = list_entry(write_list->next, struct dm_buffer, write_list);

		list_del(&b->write_list);
		submit_io(b, REQ_OP_WRITE, write_endio);
		cond_resched();
	}
	blk_finish_plug(&plug);
}

static void __make_buffer_clean(struct dm_buffer *b)
{
	BUG_ON(b->hold_count);

	if (!b->state)
		return;

	wait_on_bit_io(&b->state, B_READING, TASK_UNINTERRUPTIBLE);
	__write_dirty_buffer(b, NULL);
	wait_on_bit_io(&b->state, B_WRITING, TASK_UNINTERRUPTIBLE);
}

static struct dm_buffer *__get_unclaimed_buffer(struct dm_bufio_client *c)
{
	struct dm_buffer *b;

	list_for_each_entry_reverse(b, &c->lru[LIST_CLEAN], lru_list) {
		if (static_branch_unlikely(&no_sleep_enabled) && c->no_sleep &&
		    unlikely(test_bit_acquire(B_READING, &b->state)))
			continue;

		if (!b->hold_count) {
			__make_buffer_clean(b);
			__unlink_buffer(b);
			return b;
		}
		cond_resched();
	}

	if (static_branch_unlikely(&no_sleep_enabled) && c->no_sleep)
		return NULL;

	list_for_each_entry_reverse(b, &c->lru[LIST_DIRTY], lru_list) {
		if (!b->hold_count) {
			__make_buffer_clean(b);
			__unlink_buffer(b);
			return b;
		}
		cond_resched();
	}
	return NULL;
}

/* Waits by hand, and with the lock dropped. */
static void __wait_for_free_buffer(struct dm_bufio_client *c)
{
	DECLARE_WAITQUEUE(wait, current);

	add_wait_queue(&c->free_buffer_wait, &wait);
	set_current_state(TASK_UNINTERRUPTIBLE);
	dm_bufio_unlock(c);

	io_schedule();

	remove_wait_queue(&c->free_buffer_wait, &wait);
	dm_bufio_lock(c);
}

enum new_flag {
	NF_FRESH,
	NF_READ,
	NF_GET,
	NF_PREFETCH,
};

static struct dm_buffer *__alloc_buffer_wait(struct dm_bufio_client *c, enum new_flag nf)
{
	bool tried_noio_alloc = false;
	struct dm_buffer *b;

	for (;;) {
		if (dm_bufio_cache_size_latch != 1) {
			b = alloc_buffer(c, GFP_NOWAIT | __GFP_NORETRY | __GFP_NOMEMALLOC |
						    __GFP_NOWARN);
			if (b)
				return b;
		}

		/* Whoever prefetches does not wait. */
		if (nf == NF_PREFETCH)
			return NULL;

		if (dm_bufio_cache_size_latch != 1 && !tried_noio_alloc) {
			dm_bufio_unlock(c);
			b = alloc_buffer(c, GFP_NOIO | __GFP_NORETRY | __GFP_NOMEMALLOC |
						    __GFP_NOWARN);
			dm_bufio_lock(c);
			if (b)
				return b;
			tried_noio_alloc = true;
		}

		if (!list_empty(&c->reserved_buffers)) {
			b = list_entry(c->reserved_buffers.next, struct dm_buffer, lru_list);
			list_del(&b->lru_list);
			c->need_reserved_buffers++;
			return b;
		}

		b = __get_unclaimed_buffer(c);
		if (b)
			return b;

		__wait_for_free_buffer(c);
	}
}

static void __free_buffer_wake(struct dm_buffer *b)
{
	struct dm_bufio_client *c = b->c;

	if (!c->need_reserved_buffers) {
		free_buffer(b);
	} else {
		list_add(&b->lru_list, &c->reserved_buffers);
		c->need_reserved_buffers--;
	}
	wake_up(&c->free_buffer_wait);
}

static void __check_watermark(struct dm_bufio_client *c, struct list_head *write_list)
{
	struct dm_buffer *b;

	if (c->n_buffers[LIST_DIRTY] <= c->n_buffers[LIST_CLEAN] * 3)
		return;
	list_for_each_entry_reverse(b, &c->lru[LIST_DIRTY], lru_list) {
		if (test_bit(B_WRITING, &b->state))
			return;
		__write_dirty_buffer(b, write_list);
	}
}

static struct dm_buffer *__bufio_new(struct dm_bufio_client *c, sector_t block, enum new_flag nf,
				     int *need_submit, struct list_head *write_list)
{
	struct dm_buffer *b, *new_b = NULL;

	*need_submit = 0;
	b = __find(c, block);
	if (b)
		goto found_buffer;
	if (nf == NF_GET)
		return NULL;

	new_b = __alloc_buffer_wait(c, nf);
	if (!new_b)
		return NULL;

	/* The lock may have been dropped: look again. */
	b = __find(c, block);
	if (b) {
		__free_buffer_wake(new_b);
		goto found_buffer;
	}
	__check_watermark(c, write_list);

	b = new_b;
	b->hold_count = 1;
	b->read_error = 0;
	b->write_error = 0;
	__link_buffer(b, block, LIST_CLEAN);
	if (nf == NF_FRESH) {
		b->state = 0;
		return b;
	}
	b->state = 1 << B_READING;
	*need_submit = 1;
	return b;

found_buffer:
	if (nf == NF_PREFETCH)
		return NULL;
	if (nf == NF_GET && unlikely(test_bit_acquire(B_READING, &b->state)))
		return NULL;
	b->hold_count++;
	__relink_lru(b, test_bit(B_DIRTY, &b->state) || test_bit(B_WRITING, &b->state));
	return b;
}

static void read_endio(struct dm_buffer *b, blk_status_t status)
{
	b->read_error = status;

	BUG_ON(!test_bit(B_READING, &b->state));
	smp_mb__before_atomic();
	clear_bit(B_READING, &b->state);
	smp_mb__after_atomic();
	wake_up_bit(&b->state, B_READING);
}

void dm_bufio_release(struct dm_buffer *b)
{
	struct dm_bufio_client *c = b->c;

	dm_bufio_lock(c);
	BUG_ON(!b->hold_count);
	b->hold_count--;
	if (!b->hold_count) {
		wake_up(&c->free_buffer_wait);
		if ((b->read_error || b->write_error) && !test_bit(B_READING, &b->state) &&
		    !test_bit(B_WRITING, &b->state) && !test_bit(B_DIRTY, &b->state)) {
			__unlink_buffer(b);
			__free_buffer_wake(b);
		}
	}
	dm_bufio_unlock(c);
}

static void *new_read(struct dm_bufio_client *c, sector_t block, enum new_flag nf,
		      struct dm_buffer **bp)
{
	LIST_HEAD(write_list);
	int need_submit;
	struct dm_buffer *b;

	dm_bufio_lock(c);
	b = __bufio_new(c, block, nf, &need_submit, &write_list); // expect: bio-list-recursion confirmed
	dm_bufio_unlock(c);

	__flush_write_list(&write_list);
	if (!b)
		return NULL;
	if (need_submit)
		submit_io(b, REQ_OP_READ, read_endio);

	/* Nothing is held here. */
	wait_on_bit_io(&b->state, B_READING, TASK_UNINTERRUPTIBLE);
	if (b->read_error) {
		int error = blk_status_to_errno(b->read_error);

		dm_bufio_release(b);
		return ERR_PTR(error);
	}
	*bp = b;
	return b->data;
}

void *dm_bufio_get(struct dm_bufio_client *c, sector_t block, struct dm_buffer **bp)
{
	return new_read(c, block, NF_GET, bp);
}
EXPORT_SYMBOL_GPL(dm_bufio_get);

void *dm_bufio_read(struct dm_bufio_client *c, sector_t block, struct dm_buffer **bp)
{
	BUG_ON(dm_bufio_in_request());
	return new_read(c, block, NF_READ, bp);
}
EXPORT_SYMBOL_GPL(dm_bufio_read);

void dm_bufio_prefetch(struct dm_bufio_client *c, sector_t block, unsigned int n_blocks)
{
	LIST_HEAD(write_list);
	struct blk_plug plug;

	/* A claim about the caller. */
	BUG_ON(dm_bufio_in_request());

	blk_start_plug(&plug);
	dm_bufio_lock(c);
	for (; n_blocks--; block++) {
		int need_submit;
		struct dm_buffer *b;

		b = __bufio_new(c, block, NF_PREFETCH, &need_submit, &write_list);
		if (unlikely(!list_empty(&write_list))) {
			dm_bufio_unlock(c);
			blk_finish_plug(&plug);
			__flush_write_list(&write_list);
			blk_start_plug(&plug);
			dm_bufio_lock(c);
		}
		if (b) {
			dm_bufio_unlock(c);
			if (need_submit)
				submit_io(b, REQ_OP_READ, read_endio);
			dm_bufio_release(b);
			cond_resched();
			if (!n_blocks)
				goto flush_plug;
			dm_bufio_lock(c);
		}
	}
	dm_bufio_unlock(c);

flush_plug:
	blk_finish_plug(&plug);
}
EXPORT_SYMBOL_GPL(dm_bufio_prefetch);

struct dm_bufio_client *dm_bufio_client_create(struct block_device *bdev, unsigned int block_size,
					       unsigned int reserved_buffers, unsigned int flags)
{
	struct dm_bufio_client *c = kzalloc(sizeof(*c), GFP_KERNEL);
	int i;

	if (!c)
		return ERR_PTR(-ENOMEM);
	if (flags & DM_BUFIO_CLIENT_NO_SLEEP) {
		c->no_sleep = true;
		static_branch_inc(&no_sleep_enabled);
	}
	mutex_init(&c->lock);
	spin_lock_init(&c->spinlock);
	for (i = 0; i < LIST_SIZE; i++)
		INIT_LIST_HEAD(&c->lru[i]);
	INIT_LIST_HEAD(&c->reserved_buffers);
	init_waitqueue_head(&c->free_buffer_wait);
	c->buffer_tree = RB_ROOT;
	c->bdev = bdev;
	c->block_size = block_size;
	c->sectors_per_block_bits = __fls(block_size) - SECTOR_SHIFT;
	c->need_reserved_buffers = reserved_buffers;

	c->dm_io = dm_io_client_create();
	if (IS_ERR(c->dm_io)) {
		void *error = c->dm_io;

		kfree(c);
		return error;
	}

	/* Nobody else knows the client yet. */
	while (c->need_reserved_buffers) {
		struct dm_buffer *b = alloc_buffer(c, GFP_KERNEL);

		if (!b)
			goto bad;
		__free_buffer_wake(b);
	}
	return c;

bad:
	while (!list_empty(&c->reserved_buffers)) {
		struct dm_buffer *b = list_entry(c->reserved_buffers.next, struct dm_buffer,
						 lru_list);

		list_del(&b->lru_list);
		free_buffer(b);
	}
	dm_io_client_destroy(c->dm_io);
	kfree(c);
	return ERR_PTR(-ENOMEM);
}
EXPORT_SYMBOL_GPL(dm_bufio_client_create);

/* ---- I/O by regions, below the cache ---- */

struct dm_io_client {
	mempool_t pool;
	struct bio_set bios;
};

struct io {
	unsigned long error_bits;
	atomic_t count;
	struct dm_io_client *client;
	io_notify_fn callback;
	void *context;
};

static struct kmem_cache *_dm_io_cache;

struct dm_io_client *dm_io_client_create(void)
{
	struct dm_io_client *client = kzalloc(sizeof(*client), GFP_KERNEL);
	int r;

	if (!client)
		return ERR_PTR(-ENOMEM);
	r = mempool_init_slab_pool(&client->pool, 16, _dm_io_cache);
	if (r)
		goto bad;
	r = bioset_init(&client->bios, 16, 0, BIOSET_NEED_BVECS);
	if (r)
		goto bad;
	return client;

bad:
	mempool_exit(&client->pool);
	kfree(client);
	return ERR_PTR(r);
}

static void complete_io(struct io *io)
{
	unsigned long error_bits = io->error_bits;
	io_notify_fn fn = io->callback;
	void *context = io->context;

	mempool_free(io, &io->client->pool);
	fn(error_bits, context);
}

static void dec_count(struct io *io, unsigned int region, blk_status_t error)
{
	if (error)
		set_bit(region, &io->error_bits);
	if (atomic_dec_and_test(&io->count))
		complete_io(io);
}

static void endio(struct bio *bio)
{
	struct io *io = bio->bi_private;
	blk_status_t error = bio->bi_status;

	bio_put(bio);
	dec_count(io, 0, error);
}

static void do_region(const blk_opf_t opf, struct dm_io_region *where, char *data, struct io *io)
{
	sector_t remaining = where->count;

	while (remaining) {
		struct bio *bio = bio_alloc_bioset(where->bdev, 16, opf, GFP_NOIO, &io->client->bios);

		bio->bi_iter.bi_sector = where->sector + (where->count - remaining);
		bio->bi_end_io = endio;
		bio->bi_private = io;
		while (remaining) {
			unsigned int len = min((sector_t)PAGE_SIZE, remaining << SECTOR_SHIFT);

			if (!bio_add_page(bio, virt_to_page(data), len, offset_in_page(data)))
				break;
			data += len;
			remaining -= len >> SECTOR_SHIFT;
		}
		atomic_inc(&io->count);
		submit_bio(bio);
	}
}

int dm_io(struct dm_io_request *io_req, unsigned int num_regions, struct dm_io_region *where,
	  unsigned long *sync_error_bits)
{
	struct dm_io_client *client = io_req->client;
	unsigned int i;
	struct io *io;

	if (!io_req->notify.fn)
		return -EINVAL;

	io = mempool_alloc(&client->pool, GFP_NOIO);
	io->error_bits = 0;
	atomic_set(&io->count, 1);
	io->client = client;
	io->callback = io_req->notify.fn;
	io->context = io_req->notify.context;
	for (i = 0; i < num_regions; i++)
		do_region(io_req->bi_opf, where + i, io_req->mem.ptr.addr, io);
	dec_count(io, 0, 0);
	return 0;
}

/* ---- The target: data checked against a tree of hashes ---- */

#define DM_VERITY_MAX_LEVELS 63

struct dm_verity {
	struct dm_dev *data_dev;
	struct dm_dev *hash_dev;
	struct dm_target *ti;
	struct dm_bufio_client *bufio;
	sector_t hash_start;
	sector_t data_blocks;
	sector_t hash_blocks;
	unsigned char data_dev_block_bits;
	unsigned char hash_per_block_bits;
	unsigned char levels;
	bool hash_failed;
	struct workqueue_struct *verify_wq;
	sector_t hash_level_block[DM_VERITY_MAX_LEVELS];
	unsigned long *validated_blocks;
};

struct dm_verity_io {
	struct dm_verity *v;
	bio_end_io_t *orig_bi_end_io;
	sector_t block;
	unsigned int n_blocks;
	struct bvec_iter iter;
	struct work_struct work;
	u8 digest[32];
};

static unsigned int dm_verity_prefetch_cluster = 262144;
module_param_named(prefetch_cluster, dm_verity_prefetch_cluster, uint, S_IRUGO | S_IWUSR);

int verity_hash(struct dm_verity *v, const u8 *data, u8 *digest);

static void verity_hash_at_level(struct dm_verity *v, sector_t block, int level,
				 sector_t *hash_block)
{
	sector_t position = block >> (level * v->hash_per_block_bits);

	*hash_block = v->hash_level_block[level] + (position >> v->hash_per_block_bits);
}

static int verity_verify_level(struct dm_verity *v, struct dm_verity_io *io, sector_t block,
			       int level, u8 *want_digest)
{
	struct dm_buffer *buf;
	sector_t hash_block;
	u8 *data;
	int r;

	verity_hash_at_level(v, block, level, &hash_block);
	data = dm_bufio_read(v->bufio, hash_block, &buf);
	if (IS_ERR(data))
		return PTR_ERR(data);

	r = verity_hash(v, data, io->digest);
	if (!r && memcmp(io->digest, want_digest, sizeof(io->digest))) {
		v->hash_failed = true;
		r = -EIO;
	}
	memcpy(want_digest, data, sizeof(io->digest));
	dm_bufio_release(buf);
	return r;
}

static int verity_verify_io(struct dm_verity_io *io)
{
	struct dm_verity *v = io->v;
	u8 want_digest[32];
	unsigned int b;
	int i, r;

	for (b = 0; b < io->n_blocks; b++) {
		for (i = v->levels - 1; i >= 0; i--) {
			r = verity_verify_level(v, io, io->block + b, i, want_digest);
			if (unlikely(r < 0))
				return r;
		}
		if (v->validated_blocks)
			set_bit(io->block + b, v->validated_blocks);
		cond_resched();
	}
	return 0;
}

static void verity_finish_io(struct dm_verity_io *io, blk_status_t status)
{
	struct bio *bio = dm_bio_from_per_bio_data(io, sizeof(*io));

	bio->bi_end_io = io->orig_bi_end_io;
	bio->bi_status = status;
	bio_endio(bio);
}

static void verity_work(struct work_struct *w)
{
	struct dm_verity_io *io = container_of(w, struct dm_verity_io, work);

	verity_finish_io(io, errno_to_blk_status(verity_verify_io(io)));
}

static void verity_end_io(struct bio *bio)
{
	struct dm_verity_io *io = bio->bi_private;

	if (bio->bi_status) {
		verity_finish_io(io, bio->bi_status);
		return;
	}
	INIT_WORK(&io->work, verity_work);
	queue_work(io->v->verify_wq, &io->work);
}

static void verity_prefetch_level(struct dm_verity *v, sector_t block, unsigned int n_blocks,
				  int level)
{
	sector_t start, end;

	verity_hash_at_level(v, block, level, &start);
	verity_hash_at_level(v, block + n_blocks - 1, level, &end);
	if (!level) {
		unsigned int cluster = READ_ONCE(dm_verity_prefetch_cluster);

		cluster >>= v->data_dev_block_bits;
		if (likely(cluster)) {
			if (unlikely(cluster & (cluster - 1)))
				cluster = 1 << __fls(cluster);
			start &= ~(sector_t)(cluster - 1);
			end |= cluster - 1;
			if (unlikely(end >= v->hash_blocks))
				end = v->hash_blocks - 1;
		}
	}
	dm_bufio_prefetch(v->bufio, start, end - start + 1);
}

static void verity_prefetch_io(struct dm_verity *v, struct dm_verity_io *io)
{
	int i;

	for (i = v->levels - 2; i >= 0; i--)
		verity_prefetch_level(v, io->block, io->n_blocks, i);
}

static int verity_map(struct dm_target *ti, struct bio *bio)
{
	struct dm_verity *v = ti->private;
	struct dm_verity_io *io;

	bio_set_dev(bio, v->data_dev->bdev);
	bio->bi_iter.bi_sector = dm_target_offset(ti, bio->bi_iter.bi_sector);
	if (((unsigned int)bio->bi_iter.bi_sector | bio_sectors(bio)) &
	    ((1 << (v->data_dev_block_bits - SECTOR_SHIFT)) - 1)) {
		DMERR_LIMIT("unaligned io");
		return DM_MAPIO_KILL;
	}
	if (bio_data_dir(bio) == WRITE)
		return DM_MAPIO_KILL;

	io = dm_per_bio_data(bio, ti->per_io_data_size);
	io->v = v;
	io->orig_bi_end_io = bio->bi_end_io;
	io->block = bio->bi_iter.bi_sector >> (v->data_dev_block_bits - SECTOR_SHIFT);
	io->n_blocks = bio->bi_iter.bi_size >> v->data_dev_block_bits;
	io->iter = bio->bi_iter;
	bio->bi_end_io = verity_end_io;
	bio->bi_private = io;

	verity_prefetch_io(v, io);
	submit_bio_noacct(bio);
	return DM_MAPIO_SUBMITTED;
}

static void verity_postsuspend(struct dm_target *ti)
{
	struct dm_verity *v = ti->private;

	flush_workqueue(v->verify_wq);
}

static void verity_dtr(struct dm_target *ti)
{
	struct dm_verity *v = ti->private;

	if (v->verify_wq)
		destroy_workqueue(v->verify_wq);
	kvfree(v->validated_blocks);
	if (v->hash_dev)
		dm_put_device(ti, v->hash_dev);
	if (v->data_dev)
		dm_put_device(ti, v->data_dev);
	kfree(v);
}

static int verity_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct dm_verity *v = kzalloc(sizeof(*v), GFP_KERNEL);
	int r;

	if (!v)
		return -ENOMEM;
	ti->private = v;
	v->ti = ti;

	r = dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &v->data_dev);
	if (r)
		goto bad;
	r = dm_get_device(ti, argv[1], dm_table_get_mode(ti->table), &v->hash_dev);
	if (r)
		goto bad;

	v->data_dev_block_bits = PAGE_SHIFT;
	v->hash_per_block_bits = 7;
	v->levels = 4;
	v->bufio = dm_bufio_client_create(v->hash_dev->bdev, PAGE_SIZE, 1, 0);
	if (IS_ERR(v->bufio)) {
		r = PTR_ERR(v->bufio);
		v->bufio = NULL;
		goto bad;
	}

	v->verify_wq = alloc_workqueue("kverityd", WQ_MEM_RECLAIM | WQ_HIGHPRI, 0);
	if (!v->verify_wq) {
		r = -ENOMEM;
		goto bad;
	}
	ti->per_io_data_size = sizeof(struct dm_verity_io);
	return 0;

bad:
	verity_dtr(ti);
	return r;
}

static struct target_type verity_target = {
	.name = "verity",
	.version = { 1, 9, 0 },
	.module = THIS_MODULE,
	.ctr = verity_ctr,
	.dtr = verity_dtr,
	.map = verity_map,
	.postsuspend = verity_postsuspend,
};

static int __init dm_verity_init(void)
{
	dm_buffer_cache = KMEM_CACHE(dm_buffer, 0);
	_dm_io_cache = KMEM_CACHE(io, 0);
	if (!dm_buffer_cache || !_dm_io_cache)
		return -ENOMEM;
	return dm_register_target(&verity_target);
}

static void __exit dm_verity_exit(void)
{
	dm_unregister_target(&verity_target);
}

module_init(dm_verity_init);
module_exit(dm_verity_exit);
MODULE_LICENSE("GPL");
