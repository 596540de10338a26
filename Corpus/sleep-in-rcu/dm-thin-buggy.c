// run: kernel-version=3.15
/*
 * A pool of thin devices whose worker walks the list of devices under rcu_read_lock.
 *
 * Task 1, the worker, opens the section in process_deferred_bios and handles the deferred bios of
 * each device in it. In the normal mode of the pool that is process_bio, which takes a cell from a
 * mempool with GFP_NOIO: that mask sleeps until another cell comes back.
 * Task 2, thin_dtr or thin_ctr, waits in synchronize_rcu until every section has been left, and
 * with it whoever waits for the table's change. On a kernel whose sections turn preemption off, the
 * sleep itself is the defect: another task on that processor may free what the worker walks.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(3, 15, 0)

#include <linux/device-mapper.h>
#include <linux/err.h>
#include <linux/mempool.h>
#include <linux/module.h>
#include <linux/rculist.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

typedef u64 dm_block_t;
typedef u64 dm_thin_id;

/* ---- The prison: bios that wait until a block is free ---- */

struct dm_cell_key {
	int virtual;
	dm_thin_id dev;
	dm_block_t block;
};

struct dm_bio_prison_cell {
	struct list_head list;
	struct dm_cell_key key;
	struct bio *holder;
	struct bio_list bios;
};

struct dm_bio_prison {
	spinlock_t lock;
	mempool_t *cell_pool;
	struct list_head cells;
};

struct dm_bio_prison_cell *dm_bio_prison_alloc_cell(struct dm_bio_prison *prison, gfp_t gfp)
{
	return mempool_alloc(prison->cell_pool, gfp);
}
EXPORT_SYMBOL_GPL(dm_bio_prison_alloc_cell);

void dm_bio_prison_free_cell(struct dm_bio_prison *prison, struct dm_bio_prison_cell *cell)
{
	mempool_free(cell, prison->cell_pool);
}
EXPORT_SYMBOL_GPL(dm_bio_prison_free_cell);

static struct dm_bio_prison_cell *__search_cells(struct dm_bio_prison *prison,
						 struct dm_cell_key *key)
{
	struct dm_bio_prison_cell *cell;

	list_for_each_entry(cell, &prison->cells, list)
		if (cell->key.virtual == key->virtual && cell->key.dev == key->dev &&
		    cell->key.block == key->block)
			return cell;
	return NULL;
}

int dm_bio_detain(struct dm_bio_prison *prison, struct dm_cell_key *key, struct bio *inmate,
		  struct dm_bio_prison_cell *cell_prealloc, struct dm_bio_prison_cell **cell_result)
{
	struct dm_bio_prison_cell *cell;
	unsigned long flags;
	int r = 0;

	spin_lock_irqsave(&prison->lock, flags);
	cell = __search_cells(prison, key);
	if (cell) {
		bio_list_add(&cell->bios, inmate);
		r = 1;
	} else {
		cell = cell_prealloc;
		cell->key = *key;
		cell->holder = inmate;
		bio_list_init(&cell->bios);
		list_add(&cell->list, &prison->cells);
	}
	*cell_result = cell;
	spin_unlock_irqrestore(&prison->lock, flags);
	return r;
}
EXPORT_SYMBOL_GPL(dm_bio_detain);

void dm_cell_release(struct dm_bio_prison *prison, struct dm_bio_prison_cell *cell,
		     struct bio_list *bios)
{
	unsigned long flags;

	spin_lock_irqsave(&prison->lock, flags);
	list_del(&cell->list);
	bio_list_add(bios, cell->holder);
	bio_list_merge(bios, &cell->bios);
	spin_unlock_irqrestore(&prison->lock, flags);
}
EXPORT_SYMBOL_GPL(dm_cell_release);

/* ---- The metadata: a tree behind a lock ---- */

struct dm_pool_metadata {
	struct rw_semaphore root_lock;
	bool fail_io;
};

struct dm_thin_lookup_result {
	dm_block_t block;
	bool shared;
};

int dm_btree_lookup(struct dm_pool_metadata *pmd, dm_thin_id dev, dm_block_t block, u64 *value);
int dm_btree_insert(struct dm_pool_metadata *pmd, dm_thin_id dev, dm_block_t block, u64 value);

static int dm_thin_find_block(struct dm_pool_metadata *pmd, dm_thin_id dev, dm_block_t block,
			      int can_block, struct dm_thin_lookup_result *result)
{
	u64 value;
	int r;

	if (can_block)
		down_read(&pmd->root_lock);
	else if (!down_read_trylock(&pmd->root_lock))
		return -EAGAIN;

	r = pmd->fail_io ? -EINVAL : dm_btree_lookup(pmd, dev, block, &value);
	if (!r) {
		result->block = value >> 24;
		result->shared = value & 1;
	}
	up_read(&pmd->root_lock);
	return r;
}

static int dm_thin_insert_block(struct dm_pool_metadata *pmd, dm_thin_id dev, dm_block_t block,
				dm_block_t data_block)
{
	int r = -EINVAL;

	down_write(&pmd->root_lock);
	if (!pmd->fail_io)
		r = dm_btree_insert(pmd, dev, block, data_block << 24);
	up_write(&pmd->root_lock);
	return r;
}

/* ---- The pool and its thin devices ---- */

#define MAPPING_POOL_SIZE 1024
#define PRISON_CELLS 1024

struct thin_c;
struct dm_thin_new_mapping;

typedef void (*process_bio_fn)(struct thin_c *tc, struct bio *bio);
typedef void (*process_mapping_fn)(struct dm_thin_new_mapping *m);

enum pool_mode {
	PM_WRITE,
	PM_OUT_OF_DATA_SPACE,
	PM_READ_ONLY,
	PM_FAIL,
};

struct pool {
	struct list_head active_thins;
	struct dm_pool_metadata *pmd;
	enum pool_mode mode;
	sector_t sectors_per_block;

	struct dm_bio_prison *prison;
	struct workqueue_struct *wq;
	struct work_struct worker;
	struct delayed_work waker;

	spinlock_t lock;
	struct bio_list deferred_flush_bios;
	struct list_head prepared_mappings;
	struct dm_thin_new_mapping *next_mapping;
	mempool_t *mapping_pool;
	unsigned long last_commit_jiffies;

	process_bio_fn process_bio;
	process_bio_fn process_discard;
	process_mapping_fn process_prepared_mapping;
};

struct thin_c {
	struct list_head list;
	struct dm_dev *pool_dev;
	dm_thin_id dev_id;
	struct pool *pool;
	bool requeue_mode;
	spinlock_t lock;
	struct bio_list deferred_bio_list;
};

struct dm_thin_new_mapping {
	struct list_head list;
	struct thin_c *tc;
	dm_block_t virt_block;
	dm_block_t data_block;
	struct dm_bio_prison_cell *cell;
};

static struct kmem_cache *_new_mapping_cache;
static struct kmem_cache *_cell_cache;

static void wake_worker(struct pool *pool)
{
	queue_work(pool->wq, &pool->worker);
}

static void build_virtual_key(struct thin_c *tc, dm_block_t b, struct dm_cell_key *key)
{
	key->virtual = 1;
	key->dev = tc->dev_id;
	key->block = b;
}

static int bio_detain(struct pool *pool, struct dm_cell_key *key, struct bio *bio,
		      struct dm_bio_prison_cell **cell_result)
{
	struct dm_bio_prison_cell *cell_prealloc;
	int r;

	/* A cell from the pool's reserve comes some time, so this needs no error path. */
	cell_prealloc = dm_bio_prison_alloc_cell(pool->prison, GFP_NOIO);
	r = dm_bio_detain(pool->prison, key, bio, cell_prealloc, cell_result);
	if (r)
		dm_bio_prison_free_cell(pool->prison, cell_prealloc);
	return r;
}

static void cell_defer(struct thin_c *tc, struct dm_bio_prison_cell *cell)
{
	struct pool *pool = tc->pool;
	unsigned long flags;

	spin_lock_irqsave(&tc->lock, flags);
	dm_cell_release(pool->prison, cell, &tc->deferred_bio_list);
	spin_unlock_irqrestore(&tc->lock, flags);
	dm_bio_prison_free_cell(pool->prison, cell);
	wake_worker(pool);
}

static void error_bio_list(struct bio_list *bios, int error)
{
	struct bio *bio;

	while ((bio = bio_list_pop(bios)))
		bio_endio(bio, error);
}

static void error_thin_bio_list(struct thin_c *tc, struct bio_list *master)
{
	struct bio_list bios;
	unsigned long flags;

	bio_list_init(&bios);
	spin_lock_irqsave(&tc->lock, flags);
	bio_list_merge(&bios, master);
	bio_list_init(master);
	spin_unlock_irqrestore(&tc->lock, flags);
	error_bio_list(&bios, -EIO);
}

/* Only spinlocks inside this section: all is well. */
static void error_retry_lists(struct pool *pool)
{
	struct thin_c *tc;

	rcu_read_lock();
	list_for_each_entry_rcu(tc, &pool->active_thins, list)
		error_thin_bio_list(tc, &tc->deferred_bio_list);
	rcu_read_unlock();
}

static dm_block_t get_bio_block(struct thin_c *tc, struct bio *bio)
{
	return bio->bi_iter.bi_sector / tc->pool->sectors_per_block;
}

static void remap_and_issue(struct thin_c *tc, struct bio *bio, dm_block_t block)
{
	bio->bi_bdev = tc->pool_dev->bdev;
	bio->bi_iter.bi_sector += block * tc->pool->sectors_per_block;
	generic_make_request(bio);
}

/* So that nothing has to be allocated once a bio is in a cell. */
static int ensure_next_mapping(struct pool *pool)
{
	if (pool->next_mapping)
		return 0;
	pool->next_mapping = mempool_alloc(pool->mapping_pool, GFP_ATOMIC);
	return pool->next_mapping ? 0 : -ENOMEM;
}

static void provision_block(struct thin_c *tc, struct bio *bio, dm_block_t block,
			    struct dm_bio_prison_cell *cell)
{
	struct pool *pool = tc->pool;
	struct dm_thin_new_mapping *m = pool->next_mapping;
	unsigned long flags;

	pool->next_mapping = NULL;
	m->tc = tc;
	m->virt_block = block;
	m->cell = cell;
	spin_lock_irqsave(&pool->lock, flags);
	list_add_tail(&m->list, &pool->prepared_mappings);
	spin_unlock_irqrestore(&pool->lock, flags);
	wake_worker(pool);
}

static void process_bio(struct thin_c *tc, struct bio *bio)
{
	struct pool *pool = tc->pool;
	dm_block_t block = get_bio_block(tc, bio);
	struct dm_bio_prison_cell *cell;
	struct dm_cell_key key;
	struct dm_thin_lookup_result lookup_result;
	int r;

	build_virtual_key(tc, block, &key);
	if (bio_detain(pool, &key, bio, &cell))
		return;

	r = dm_thin_find_block(pool->pmd, tc->dev_id, block, 1, &lookup_result);
	switch (r) {
	case 0:
		cell_defer(tc, cell);
		remap_and_issue(tc, bio, lookup_result.block);
		break;
	case -ENODATA:
		provision_block(tc, bio, block, cell);
		break;
	default:
		cell_defer(tc, cell);
		bio_endio(bio, r);
		break;
	}
}

static void process_discard(struct thin_c *tc, struct bio *bio)
{
	struct dm_bio_prison_cell *cell;
	struct dm_cell_key key;

	build_virtual_key(tc, get_bio_block(tc, bio), &key);
	if (bio_detain(tc->pool, &key, bio, &cell))
		return;
	cell_defer(tc, cell);
	bio_endio(bio, 0);
}

static void process_bio_read_only(struct thin_c *tc, struct bio *bio)
{
	struct dm_thin_lookup_result lookup_result;
	dm_block_t block = get_bio_block(tc, bio);
	int r = dm_thin_find_block(tc->pool->pmd, tc->dev_id, block, 1, &lookup_result);

	if (!r)
		remap_and_issue(tc, bio, lookup_result.block);
	else
		bio_endio(bio, -EIO);
}

static void process_bio_success(struct thin_c *tc, struct bio *bio)
{
	bio_endio(bio, 0);
}

static void process_bio_fail(struct thin_c *tc, struct bio *bio)
{
	bio_endio(bio, -EIO);
}

static void process_prepared_mapping(struct dm_thin_new_mapping *m)
{
	struct thin_c *tc = m->tc;
	int r;

	list_del(&m->list);
	r = dm_thin_insert_block(tc->pool->pmd, tc->dev_id, m->virt_block, m->data_block);
	if (r)
		DMERR_LIMIT("inserting a mapping failed");
	cell_defer(tc, m->cell);
	mempool_free(m, tc->pool->mapping_pool);
}

static void process_prepared_mapping_fail(struct dm_thin_new_mapping *m)
{
	list_del(&m->list);
	cell_defer(m->tc, m->cell);
	mempool_free(m, m->tc->pool->mapping_pool);
}

static void process_prepared(struct pool *pool, struct list_head *head, process_mapping_fn *fn)
{
	struct dm_thin_new_mapping *m, *tmp;
	struct list_head maps;
	unsigned long flags;

	INIT_LIST_HEAD(&maps);
	spin_lock_irqsave(&pool->lock, flags);
	list_splice_init(head, &maps);
	spin_unlock_irqrestore(&pool->lock, flags);

	list_for_each_entry_safe(m, tmp, &maps, list)
		(*fn)(m);
}

static void process_thin_deferred_bios(struct thin_c *tc)
{
	struct pool *pool = tc->pool;
	struct bio_list bios;
	struct blk_plug plug;
	struct bio *bio;
	unsigned long flags;

	if (tc->requeue_mode) {
		error_thin_bio_list(tc, &tc->deferred_bio_list);
		return;
	}

	bio_list_init(&bios);
	spin_lock_irqsave(&tc->lock, flags);
	if (bio_list_empty(&tc->deferred_bio_list)) {
		spin_unlock_irqrestore(&tc->lock, flags);
		return;
	}
	bio_list_merge(&bios, &tc->deferred_bio_list);
	bio_list_init(&tc->deferred_bio_list);
	spin_unlock_irqrestore(&tc->lock, flags);

	blk_start_plug(&plug);
	while ((bio = bio_list_pop(&bios))) {
		if (ensure_next_mapping(pool)) {
			spin_lock_irqsave(&tc->lock, flags);
			bio_list_add(&tc->deferred_bio_list, bio);
			bio_list_merge(&tc->deferred_bio_list, &bios);
			spin_unlock_irqrestore(&tc->lock, flags);
			break;
		}
		if (bio_op(bio) == REQ_OP_DISCARD)
			pool->process_discard(tc, bio);
		else
			pool->process_bio(tc, bio);
	}
	blk_finish_plug(&plug);
}

static void process_deferred_bios(struct pool *pool)
{
	struct bio_list bios;
	struct thin_c *tc;
	struct bio *bio;
	unsigned long flags;

	rcu_read_lock();
	list_for_each_entry_rcu(tc, &pool->active_thins, list)
		process_thin_deferred_bios(tc); // expect: sleep-in-rcu confirmed
	rcu_read_unlock();

	spin_lock_irqsave(&pool->lock, flags);
	bios = pool->deferred_flush_bios;
	bio_list_init(&pool->deferred_flush_bios);
	spin_unlock_irqrestore(&pool->lock, flags);

	while ((bio = bio_list_pop(&bios)))
		generic_make_request(bio);
}

static void do_worker(struct work_struct *ws)
{
	struct pool *pool = container_of(ws, struct pool, worker);

	process_prepared(pool, &pool->prepared_mappings, &pool->process_prepared_mapping);
	process_deferred_bios(pool);
}

static void do_waker(struct work_struct *ws)
{
	struct pool *pool = container_of(to_delayed_work(ws), struct pool, waker);

	wake_worker(pool);
	queue_delayed_work(pool->wq, &pool->waker, HZ);
}

/* What is done with a bio depends on the state of the pool. */
static void set_pool_mode(struct pool *pool, enum pool_mode new_mode)
{
	switch (new_mode) {
	case PM_FAIL:
		pool->process_bio = process_bio_fail;
		pool->process_discard = process_bio_fail;
		pool->process_prepared_mapping = process_prepared_mapping_fail;
		error_retry_lists(pool);
		break;
	case PM_READ_ONLY:
		pool->process_bio = process_bio_read_only;
		pool->process_discard = process_bio_success;
		pool->process_prepared_mapping = process_prepared_mapping_fail;
		break;
	case PM_OUT_OF_DATA_SPACE:
		pool->process_bio = process_bio_read_only;
		pool->process_discard = process_discard;
		pool->process_prepared_mapping = process_prepared_mapping;
		break;
	case PM_WRITE:
		pool->process_bio = process_bio;
		pool->process_discard = process_discard;
		pool->process_prepared_mapping = process_prepared_mapping;
		break;
	}
	pool->mode = new_mode;
}

static struct pool *pool_create(struct dm_pool_metadata *pmd, sector_t block_size)
{
	struct pool *pool = kmalloc(sizeof(*pool), GFP_KERNEL);

	if (!pool)
		return ERR_PTR(-ENOMEM);
	pool->pmd = pmd;
	pool->sectors_per_block = block_size;
	pool->next_mapping = NULL;
	spin_lock_init(&pool->lock);
	INIT_LIST_HEAD(&pool->active_thins);
	INIT_LIST_HEAD(&pool->prepared_mappings);
	bio_list_init(&pool->deferred_flush_bios);

	pool->prison = kmalloc(sizeof(*pool->prison), GFP_KERNEL);
	if (!pool->prison)
		goto bad_prison;
	spin_lock_init(&pool->prison->lock);
	INIT_LIST_HEAD(&pool->prison->cells);
	pool->prison->cell_pool = mempool_create_slab_pool(PRISON_CELLS, _cell_cache);
	if (!pool->prison->cell_pool)
		goto bad_cells;
	pool->mapping_pool = mempool_create_slab_pool(MAPPING_POOL_SIZE, _new_mapping_cache);
	if (!pool->mapping_pool)
		goto bad_mapping_pool;
	pool->wq = alloc_ordered_workqueue("dm-thin", WQ_MEM_RECLAIM);
	if (!pool->wq)
		goto bad_wq;
	INIT_WORK(&pool->worker, do_worker);
	INIT_DELAYED_WORK(&pool->waker, do_waker);
	set_pool_mode(pool, PM_WRITE);
	return pool;

bad_wq:
	mempool_destroy(pool->mapping_pool);
bad_mapping_pool:
	mempool_destroy(pool->prison->cell_pool);
bad_cells:
	kfree(pool->prison);
bad_prison:
	kfree(pool);
	return ERR_PTR(-ENOMEM);
}

static int thin_bio_map(struct dm_target *ti, struct bio *bio)
{
	struct thin_c *tc = ti->private;
	struct dm_thin_lookup_result result;
	unsigned long flags;

	/* Here nothing may block: what cannot be answered at once is left to the worker. */
	if (!dm_thin_find_block(tc->pool->pmd, tc->dev_id, get_bio_block(tc, bio), 0, &result)) {
		bio->bi_bdev = tc->pool_dev->bdev;
		return DM_MAPIO_REMAPPED;
	}
	spin_lock_irqsave(&tc->lock, flags);
	bio_list_add(&tc->deferred_bio_list, bio);
	spin_unlock_irqrestore(&tc->lock, flags);
	wake_worker(tc->pool);
	return DM_MAPIO_SUBMITTED;
}

static void thin_dtr(struct dm_target *ti)
{
	struct thin_c *tc = ti->private;
	unsigned long flags;

	spin_lock_irqsave(&tc->pool->lock, flags);
	list_del_rcu(&tc->list);
	spin_unlock_irqrestore(&tc->pool->lock, flags);
	synchronize_rcu();

	dm_put_device(ti, tc->pool_dev);
	kfree(tc);
}

static int thin_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct thin_c *tc = kzalloc(sizeof(*tc), GFP_KERNEL);
	struct dm_pool_metadata *pmd;
	unsigned long flags;
	int r;

	if (!tc)
		return -ENOMEM;
	spin_lock_init(&tc->lock);
	bio_list_init(&tc->deferred_bio_list);
	r = dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &tc->pool_dev);
	if (r)
		goto bad;

	pmd = kzalloc(sizeof(*pmd), GFP_KERNEL);
	if (!pmd) {
		r = -ENOMEM;
		goto bad_pool;
	}
	init_rwsem(&pmd->root_lock);
	tc->pool = pool_create(pmd, 128);
	if (IS_ERR(tc->pool)) {
		r = PTR_ERR(tc->pool);
		kfree(pmd);
		goto bad_pool;
	}

	ti->private = tc;
	spin_lock_irqsave(&tc->pool->lock, flags);
	list_add_tail_rcu(&tc->list, &tc->pool->active_thins);
	spin_unlock_irqrestore(&tc->pool->lock, flags);
	/* The worker sees this device from here on. */
	synchronize_rcu();
	return 0;

bad_pool:
	dm_put_device(ti, tc->pool_dev);
bad:
	kfree(tc);
	return r;
}

static struct target_type thin_target = {
	.name = "thin",
	.version = { 1, 12, 0 },
	.module = THIS_MODULE,
	.ctr = thin_ctr,
	.dtr = thin_dtr,
	.map = thin_bio_map,
};

static int __init dm_thin_init(void)
{
	_new_mapping_cache = KMEM_CACHE(dm_thin_new_mapping, 0);
	_cell_cache = KMEM_CACHE(dm_bio_prison_cell, 0);
	if (!_new_mapping_cache || !_cell_cache)
		return -ENOMEM;
	return dm_register_target(&thin_target);
}

static void __exit dm_thin_exit(void)
{
	dm_unregister_target(&thin_target);
}

module_init(dm_thin_init);
module_exit(dm_thin_exit);
MODULE_LICENSE("GPL");
