// run: kernel-version=6.1
/*
 * The same target with the prefetch moved to a work item.
 *
 * Task 1, in verity_map, only allocates an item without waiting for I/O and queues it. The worker
 * that runs it has no current->bio_list: what it submits is issued at once, so the read that task 2
 * waits for under the client's mutex ends whatever the prefetching worker waits for.
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

enum { B_READING, B_WRITING, B_DIRTY };
enum { LIST_CLEAN, LIST_DIRTY, LIST_SIZE };

enum new_flag { NF_FRESH, NF_READ, NF_GET, NF_PREFETCH };

#define DM_BUFIO_CLIENT_NO_SLEEP 0x1
#define MASK_TRY (__GFP_NORETRY | __GFP_NOMEMALLOC | __GFP_NOWARN)

struct dm_buffer;

struct dm_bufio_client {
	/* One of the two is used: the spinlock if no_sleep. */
	spinlock_t spinlock;
	struct mutex lock;
	bool no_sleep;

	struct block_device *bdev;
	struct dm_io_client *dm_io;
	unsigned int block_size;
	unsigned char sectors_per_block_bits;
	int write_error;

	struct rb_root tree;
	struct list_head lru[LIST_SIZE];
	unsigned long n_buffers[LIST_SIZE];
	struct list_head reserved;
	unsigned int reserved_missing;
	wait_queue_head_t free_buffer_wait;
};

struct dm_buffer {
	struct dm_bufio_client *client;
	sector_t block;
	unsigned long state;
	unsigned int holders;
	int list;
	bool vmalloced;
	blk_status_t error;
	void *data;
	void (*end_io)(struct dm_buffer *buffer, blk_status_t status);
	struct rb_node node;
	struct list_head lru_entry;
	struct list_head write_entry;
};

static DEFINE_STATIC_KEY_FALSE(no_sleep_enabled);
static struct kmem_cache *dm_buffer_cache;
static unsigned long cache_size_limit;

static bool dm_bufio_in_request(void)
{
	return current->bio_list != NULL;
}

static void dm_bufio_lock(struct dm_bufio_client *client)
{
	if (static_branch_unlikely(&no_sleep_enabled) && client->no_sleep) {
		spin_lock_bh(&client->spinlock);
		return;
	}
	mutex_lock_nested(&client->lock, dm_bufio_in_request());
}

static void dm_bufio_unlock(struct dm_bufio_client *client)
{
	if (static_branch_unlikely(&no_sleep_enabled) && client->no_sleep) {
		spin_unlock_bh(&client->spinlock);
		return;
	}
	mutex_unlock(&client->lock);
}

static struct dm_buffer *__find(struct dm_bufio_client *client, sector_t block)
{
	struct rb_node *at = client->tree.rb_node;
	struct dm_buffer *buffer;

	for (; at; at = block < buffer->block ? at->rb_left : at->rb_right) {
		buffer = rb_entry(at, struct dm_buffer, node);
		if (buffer->block == block)
			return buffer;
	}
	return NULL;
}

static void __link_buffer(struct dm_buffer *buffer, sector_t block, int list)
{
	struct dm_bufio_client *client = buffer->client;
	struct rb_node *parent = NULL, **link = &client->tree.rb_node;

	buffer->block = block;
	while (*link) {
		parent = *link;
		link = block < rb_entry(parent, struct dm_buffer, node)->block ?
			       &parent->rb_left : &parent->rb_right;
	}
	rb_link_node(&buffer->node, parent, link);
	rb_insert_color(&buffer->node, &client->tree);

	buffer->list = list;
	client->n_buffers[list]++;
	list_add(&buffer->lru_entry, &client->lru[list]);
}

static void __unlink_buffer(struct dm_buffer *buffer)
{
	list_del(&buffer->lru_entry);
	rb_erase(&buffer->node, &buffer->client->tree);
	buffer->client->n_buffers[buffer->list]--;
}

static void *alloc_buffer_data(struct dm_bufio_client *client, gfp_t gfp, bool *vmalloced)
{
	unsigned int scope;
	void *data;

	*vmalloced = !(gfp & __GFP_NORETRY) || client->block_size > KMALLOC_MAX_SIZE;
	if (!*vmalloced)
		return (void *)__get_free_pages(gfp, client->sectors_per_block_bits - 3);
	if (!(gfp & __GFP_NORETRY))
		return __vmalloc(client->block_size, gfp);

	scope = memalloc_noio_save();
	data = __vmalloc(client->block_size, gfp);
	memalloc_noio_restore(scope);
	return data;
}

static struct dm_buffer *alloc_buffer(struct dm_bufio_client *client, gfp_t gfp)
{
	struct dm_buffer *buffer = kmem_cache_alloc(dm_buffer_cache, gfp);

	if (!buffer)
		return NULL;
	buffer->client = client;
	buffer->data = alloc_buffer_data(client, gfp, &buffer->vmalloced);
	if (buffer->data)
		return buffer;
	kmem_cache_free(dm_buffer_cache, buffer);
	return NULL;
}

static void free_buffer(struct dm_buffer *buffer)
{
	if (buffer->vmalloced)
		vfree(buffer->data);
	else
		free_pages((unsigned long)buffer->data, buffer->client->sectors_per_block_bits - 3);
	kmem_cache_free(dm_buffer_cache, buffer);
}

/* One way to submit: through dm-io, whose request carries the function to call. */
static void dmio_complete(unsigned long error, void *context)
{
	struct dm_buffer *buffer = context;

	buffer->end_io(buffer, error ? BLK_STS_IOERR : BLK_STS_OK);
}

static void use_dmio(struct dm_buffer *buffer, enum req_op op, unsigned int sectors)
{
	struct dm_io_region where;
	struct dm_io_request request = {
		.notify = { .fn = dmio_complete, .context = buffer },
		.mem = { .ptr = { .addr = buffer->data } },
		.client = buffer->client->dm_io,
		.bi_opf = op,
	};
	int err;

	request.mem.type = buffer->vmalloced ? DM_IO_VMA : DM_IO_KMEM;
	where.bdev = buffer->client->bdev;
	where.sector = buffer->block << buffer->client->sectors_per_block_bits;
	where.count = sectors;
	err = dm_io(&request, 1, &where, NULL);
	if (unlikely(err))
		buffer->end_io(buffer, errno_to_blk_status(err));
}

/* The other way: a bio of our own. */
static void bio_complete(struct bio *bio)
{
	struct dm_buffer *buffer = bio->bi_private;
	blk_status_t outcome = bio->bi_status;

	bio_uninit(bio);
	kfree(bio);
	buffer->end_io(buffer, outcome);
}

static bool use_bio(struct dm_buffer *buffer, enum req_op op, unsigned int sectors)
{
	unsigned int left = sectors << SECTOR_SHIFT, pages = (left >> PAGE_SHIFT) + 1;
	struct bio *bio = bio_kmalloc(pages, GFP_NOWAIT | __GFP_NORETRY | __GFP_NOWARN);
	char *at = buffer->data;

	if (!bio)
		return false;
	bio_init(bio, buffer->client->bdev, bio->bi_inline_vecs, pages, op);
	bio->bi_private = buffer;
	bio->bi_end_io = bio_complete;
	bio->bi_iter.bi_sector = buffer->block << buffer->client->sectors_per_block_bits;

	while (left) {
		unsigned int part = min(left, (unsigned int)(PAGE_SIZE - offset_in_page(at)));

		if (!bio_add_page(bio, virt_to_page(at), part, offset_in_page(at))) {
			bio_put(bio);
			return false;
		}
		at += part;
		left -= part;
	}
	submit_bio(bio);
	return true;
}

static void submit_io(struct dm_buffer *buffer, enum req_op op,
		      void (*end_io)(struct dm_buffer *, blk_status_t))
{
	unsigned int sectors = buffer->client->block_size >> SECTOR_SHIFT;

	buffer->end_io = end_io;
	if (buffer->vmalloced || !use_bio(buffer, op, sectors))
		use_dmio(buffer, op, sectors);
}

static void read_endio(struct dm_buffer *buffer, blk_status_t status)
{
	buffer->error = status;
	clear_bit(B_READING, &buffer->state);
	smp_mb__after_atomic();
	wake_up_bit(&buffer->state, B_READING);
}

static void write_endio(struct dm_buffer *buffer, blk_status_t status)
{
	if (status)
		cmpxchg(&buffer->client->write_error, 0, blk_status_to_errno(status));
	clear_bit(B_WRITING, &buffer->state);
	smp_mb__after_atomic();
	wake_up_bit(&buffer->state, B_WRITING);
}

/* Starts the write, or leaves that to who has the list, if there is one. */
static void __write_dirty_buffer(struct dm_buffer *buffer, struct list_head *later)
{
	if (!test_bit(B_DIRTY, &buffer->state))
		return;
	clear_bit(B_DIRTY, &buffer->state);

	wait_on_bit_lock_io(&buffer->state, B_WRITING, TASK_UNINTERRUPTIBLE);
	if (later)
		list_add_tail(&buffer->write_entry, later);
	else
		submit_io(buffer, REQ_OP_WRITE, write_endio);
}

static void __flush_write_list(struct list_head *later)
{
	struct dm_buffer *buffer, *next;
	struct blk_plug plug;

	blk_start_plug(&plug);
	list_for_each_entry_safe(buffer, next, later, write_entry) {
		list_del(&buffer->write_entry);
		submit_io(buffer, REQ_OP_WRITE, write_endio);
		cond_resched();
	}
	blk_finish_plug(&plug);
}

static void __make_buffer_clean(struct dm_buffer *buffer)
{
	if (!buffer->state)
		return;
	wait_on_bit_io(&buffer->state, B_READING, TASK_UNINTERRUPTIBLE);
	__write_dirty_buffer(buffer, NULL);
	wait_on_bit_io(&buffer->state, B_WRITING, TASK_UNINTERRUPTIBLE);
}

static struct dm_buffer *__reuse_from(struct dm_bufio_client *client, int list, bool may_wait)
{
	struct dm_buffer *buffer;

	list_for_each_entry_reverse(buffer, &client->lru[list], lru_entry) {
		if (buffer->holders || (!may_wait && test_bit_acquire(B_READING, &buffer->state)))
			continue;
		__make_buffer_clean(buffer);
		__unlink_buffer(buffer);
		return buffer;
	}
	return NULL;
}

static struct dm_buffer *__get_unclaimed_buffer(struct dm_bufio_client *client)
{
	bool spins = static_branch_unlikely(&no_sleep_enabled) && client->no_sleep;
	struct dm_buffer *buffer = __reuse_from(client, LIST_CLEAN, !spins);

	if (!buffer && !spins)
		buffer = __reuse_from(client, LIST_DIRTY, true);
	return buffer;
}

/* Waits by hand, and with the lock dropped. */
static void __wait_for_free_buffer(struct dm_bufio_client *client)
{
	DECLARE_WAITQUEUE(entry, current);

	add_wait_queue(&client->free_buffer_wait, &entry);
	set_current_state(TASK_UNINTERRUPTIBLE);
	dm_bufio_unlock(client);
	io_schedule();
	remove_wait_queue(&client->free_buffer_wait, &entry);
	dm_bufio_lock(client);
}

static struct dm_buffer *__pop_reserved(struct dm_bufio_client *client)
{
	struct dm_buffer *buffer;

	buffer = list_first_entry_or_null(&client->reserved, struct dm_buffer, lru_entry);
	if (buffer) {
		list_del(&buffer->lru_entry);
		client->reserved_missing++;
	}
	return buffer;
}

static struct dm_buffer *__alloc_buffer_wait(struct dm_bufio_client *client, enum new_flag nf)
{
	bool may_allocate = cache_size_limit != 1, tried = !may_allocate;
	struct dm_buffer *buffer;

	do {
		buffer = may_allocate ? alloc_buffer(client, GFP_NOWAIT | MASK_TRY) : NULL;
		/* Whoever prefetches takes what there is. */
		if (buffer || nf == NF_PREFETCH)
			return buffer;

		if (!tried) {
			tried = true;
			dm_bufio_unlock(client);
			buffer = alloc_buffer(client, GFP_NOIO | MASK_TRY);
			dm_bufio_lock(client);
		}
		if (!buffer)
			buffer = __pop_reserved(client);
		if (!buffer)
			buffer = __get_unclaimed_buffer(client);
		if (!buffer)
			__wait_for_free_buffer(client);
	} while (!buffer);
	return buffer;
}

static void __free_buffer_wake(struct dm_buffer *buffer)
{
	struct dm_bufio_client *client = buffer->client;

	if (client->reserved_missing) {
		client->reserved_missing--;
		list_add(&buffer->lru_entry, &client->reserved);
	} else {
		free_buffer(buffer);
	}
	wake_up(&client->free_buffer_wait);
}

/* Too much is dirty: begin to write, but wait for nothing. */
static void __check_watermark(struct dm_bufio_client *client, struct list_head *later)
{
	struct dm_buffer *buffer;

	if (client->n_buffers[LIST_DIRTY] > 3 * client->n_buffers[LIST_CLEAN])
		list_for_each_entry_reverse(buffer, &client->lru[LIST_DIRTY], lru_entry) {
			if (test_bit(B_WRITING, &buffer->state))
				break;
			__write_dirty_buffer(buffer, later);
		}
}

/* A buffer that is there already: not for whom it would be of no use, or would have to be waited for. */
static struct dm_buffer *__claim(struct dm_buffer *buffer, enum new_flag nf)
{
	if (nf == NF_PREFETCH)
		return NULL;
	if (nf == NF_GET && test_bit_acquire(B_READING, &buffer->state))
		return NULL;
	buffer->holders++;
	list_move(&buffer->lru_entry, &buffer->client->lru[buffer->list]);
	return buffer;
}

static struct dm_buffer *__bufio_new(struct dm_bufio_client *client, sector_t block,
				     enum new_flag nf, bool *submit, struct list_head *later)
{
	struct dm_buffer *fresh, *found = __find(client, block);

	*submit = false;
	if (found)
		return __claim(found, nf);
	fresh = nf == NF_GET ? NULL : __alloc_buffer_wait(client, nf);
	if (!fresh)
		return NULL;

	/* Meanwhile the lock may have been dropped. */
	found = __find(client, block);
	if (found) {
		__free_buffer_wake(fresh);
		return __claim(found, nf);
	}

	__check_watermark(client, later);
	*submit = nf != NF_FRESH;
	fresh->state = *submit ? 1UL << B_READING : 0;
	fresh->error = BLK_STS_OK;
	fresh->holders = 1;
	__link_buffer(fresh, block, LIST_CLEAN);
	return fresh;
}

void dm_bufio_release(struct dm_buffer *buffer)
{
	struct dm_bufio_client *client = buffer->client;

	dm_bufio_lock(client);
	if (--buffer->holders == 0) {
		wake_up(&client->free_buffer_wait);
		if (buffer->error && !buffer->state) {
			__unlink_buffer(buffer);
			__free_buffer_wake(buffer);
		}
	}
	dm_bufio_unlock(client);
}
EXPORT_SYMBOL_GPL(dm_bufio_release);

static void *new_read(struct dm_bufio_client *client, sector_t block, enum new_flag nf,
		      struct dm_buffer **result)
{
	struct dm_buffer *buffer;
	LIST_HEAD(later);
	bool submit;

	dm_bufio_lock(client);
	buffer = __bufio_new(client, block, nf, &submit, &later);
	dm_bufio_unlock(client);
	__flush_write_list(&later);
	*result = buffer;
	if (!buffer)
		return NULL;

	/* From here on nothing is held. */
	if (submit)
		submit_io(buffer, REQ_OP_READ, read_endio);
	wait_on_bit_io(&buffer->state, B_READING, TASK_UNINTERRUPTIBLE);
	if (buffer->error) {
		blk_status_t failure = buffer->error;

		dm_bufio_release(buffer);
		return ERR_PTR(blk_status_to_errno(failure));
	}
	return buffer->data;
}

void *dm_bufio_get(struct dm_bufio_client *client, sector_t block, struct dm_buffer **result)
{
	return new_read(client, block, NF_GET, result);
}
EXPORT_SYMBOL_GPL(dm_bufio_get);

void *dm_bufio_read(struct dm_bufio_client *client, sector_t block, struct dm_buffer **result)
{
	BUG_ON(dm_bufio_in_request());
	return new_read(client, block, NF_READ, result);
}
EXPORT_SYMBOL_GPL(dm_bufio_read);

/* Each block is submitted and released with the lock dropped, before the lock is taken for the next. */
void dm_bufio_prefetch(struct dm_bufio_client *client, sector_t block, unsigned int blocks)
{
	sector_t end = block + blocks;
	struct blk_plug plug;

	/* A claim about the caller. */
	BUG_ON(dm_bufio_in_request());

	blk_start_plug(&plug);
	for (; block < end; block++) {
		struct dm_buffer *buffer;
		LIST_HEAD(later);
		bool submit;

		dm_bufio_lock(client);
		buffer = __bufio_new(client, block, NF_PREFETCH, &submit, &later);
		dm_bufio_unlock(client);

		__flush_write_list(&later);
		if (!buffer)
			continue;
		if (submit)
			submit_io(buffer, REQ_OP_READ, read_endio);
		dm_bufio_release(buffer);
		cond_resched();
	}
	blk_finish_plug(&plug);
}
EXPORT_SYMBOL_GPL(dm_bufio_prefetch);

void dm_bufio_client_destroy(struct dm_bufio_client *client)
{
	struct dm_buffer *buffer;

	while ((buffer = __pop_reserved(client)))
		free_buffer(buffer);
	dm_io_client_destroy(client->dm_io);
	kfree(client);
}
EXPORT_SYMBOL_GPL(dm_bufio_client_destroy);

struct dm_bufio_client *dm_bufio_client_create(struct block_device *bdev, unsigned int block_size,
					       unsigned int reserved_buffers, unsigned int flags)
{
	struct dm_bufio_client *client = kzalloc(sizeof(*client), GFP_KERNEL);
	int list;

	if (!client)
		return ERR_PTR(-ENOMEM);
	client->dm_io = dm_io_client_create();
	if (IS_ERR(client->dm_io)) {
		long err = PTR_ERR(client->dm_io);

		kfree(client);
		return ERR_PTR(err);
	}
	mutex_init(&client->lock);
	spin_lock_init(&client->spinlock);
	init_waitqueue_head(&client->free_buffer_wait);
	INIT_LIST_HEAD(&client->reserved);
	for (list = LIST_CLEAN; list < LIST_SIZE; list++)
		INIT_LIST_HEAD(&client->lru[list]);
	client->tree = RB_ROOT;
	client->bdev = bdev;
	client->block_size = block_size;
	client->sectors_per_block_bits = __fls(block_size) - SECTOR_SHIFT;
	client->no_sleep = flags & DM_BUFIO_CLIENT_NO_SLEEP;
	if (client->no_sleep)
		static_branch_inc(&no_sleep_enabled);

	/* Nobody else knows the client yet: with all bits, and under no lock. */
	client->reserved_missing = reserved_buffers;
	while (client->reserved_missing) {
		struct dm_buffer *buffer = alloc_buffer(client, GFP_KERNEL);

		if (!buffer) {
			dm_bufio_client_destroy(client);
			return ERR_PTR(-ENOMEM);
		}
		__free_buffer_wake(buffer);
	}
	return client;
}
EXPORT_SYMBOL_GPL(dm_bufio_client_create);

/* ---- I/O by regions, below the cache ---- */

struct dm_io_client {
	struct bio_set bios;
	mempool_t pool;
};

/* One request, which may be several bios. */
struct io {
	atomic_t count;
	unsigned long error_bits;
	void *context;
	io_notify_fn callback;
	struct dm_io_client *client;
};

static struct kmem_cache *_dm_io_cache;

struct dm_io_client *dm_io_client_create(void)
{
	struct dm_io_client *client = kzalloc(sizeof(*client), GFP_KERNEL);

	if (!client)
		return ERR_PTR(-ENOMEM);
	if (!mempool_init_slab_pool(&client->pool, 16, _dm_io_cache)) {
		if (!bioset_init(&client->bios, 16, 0, BIOSET_NEED_BVECS))
			return client;
		mempool_exit(&client->pool);
	}
	kfree(client);
	return ERR_PTR(-ENOMEM);
}

static void complete_io(struct io *io)
{
	struct io done = *io;

	mempool_free(io, &done.client->pool);
	done.callback(done.error_bits, done.context);
}

static void put_io(struct io *io, blk_status_t error)
{
	if (error)
		set_bit(0, &io->error_bits);
	if (atomic_dec_and_test(&io->count))
		complete_io(io);
}

static void endio(struct bio *bio)
{
	put_io(bio->bi_private, bio->bi_status);
	bio_put(bio);
}

static void do_region(struct io *io, blk_opf_t opf, struct dm_io_region *where, char *data)
{
	sector_t done = 0;

	while (done < where->count) {
		struct bio *bio = bio_alloc_bioset(where->bdev, 16, opf, GFP_NOIO, &io->client->bios);

		bio->bi_private = io;
		bio->bi_end_io = endio;
		bio->bi_iter.bi_sector = where->sector + done;
		while (done < where->count &&
		       bio_add_page(bio, virt_to_page(data), SECTOR_SIZE, offset_in_page(data))) {
			data += SECTOR_SIZE;
			done++;
		}
		atomic_inc(&io->count);
		submit_bio(bio);
	}
}

int dm_io(struct dm_io_request *request, unsigned int regions, struct dm_io_region *where,
	  unsigned long *sync_error_bits)
{
	struct io *io;

	if (!request->notify.fn)
		return -EINVAL;
	io = mempool_alloc(&request->client->pool, GFP_NOIO);
	atomic_set(&io->count, 1);
	io->error_bits = 0;
	io->client = request->client;
	io->callback = request->notify.fn;
	io->context = request->notify.context;
	while (regions--)
		do_region(io, request->bi_opf, where++, request->mem.ptr.addr);
	put_io(io, BLK_STS_OK);
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

struct dm_verity_prefetch_work {
	struct work_struct work;
	struct dm_verity *v;
	sector_t block;
	unsigned int n_blocks;
};

static void verity_prefetch_io(struct work_struct *work)
{
	struct dm_verity_prefetch_work *pw =
		container_of(work, struct dm_verity_prefetch_work, work);
	int i;

	for (i = pw->v->levels - 2; i >= 0; i--)
		verity_prefetch_level(pw->v, pw->block, pw->n_blocks, i);
	kfree(pw);
}

static void verity_submit_prefetch(struct dm_verity *v, struct dm_verity_io *io)
{
	struct dm_verity_prefetch_work *pw;

	pw = kmalloc(sizeof(*pw), GFP_NOIO | __GFP_NORETRY | __GFP_NOMEMALLOC | __GFP_NOWARN);
	if (!pw)
		return;

	INIT_WORK(&pw->work, verity_prefetch_io);
	pw->v = v;
	pw->block = io->block;
	pw->n_blocks = io->n_blocks;
	queue_work(v->verify_wq, &pw->work);
}

static int verity_map(struct dm_target *ti, struct bio *bio)
{
	struct dm_verity *v = ti->private;
	struct dm_verity_io *io;
	sector_t sector = dm_target_offset(ti, bio->bi_iter.bi_sector);
	unsigned char to_blocks = v->data_dev_block_bits - SECTOR_SHIFT;

	if (bio_data_dir(bio) == WRITE || ((sector | bio_sectors(bio)) & ((1U << to_blocks) - 1))) {
		DMERR_LIMIT("neither a read nor whole blocks");
		return DM_MAPIO_KILL;
	}
	bio->bi_iter.bi_sector = sector;
	bio_set_dev(bio, v->data_dev->bdev);

	io = dm_per_bio_data(bio, ti->per_io_data_size);
	io->v = v;
	io->iter = bio->bi_iter;
	io->block = sector >> to_blocks;
	io->n_blocks = bio_sectors(bio) >> to_blocks;
	io->orig_bi_end_io = bio->bi_end_io;
	bio->bi_private = io;
	bio->bi_end_io = verity_end_io;

	verity_submit_prefetch(v, io);
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
	if (v->bufio)
		dm_bufio_client_destroy(v->bufio);
	if (v->data_dev)
		dm_put_device(ti, v->data_dev);
	if (v->hash_dev)
		dm_put_device(ti, v->hash_dev);
	kvfree(v->validated_blocks);
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
