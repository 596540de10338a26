#ifndef CORPUS_LINUX_BIO_H
#define CORPUS_LINUX_BIO_H

#include <linux/blk_types.h>
#include <linux/mempool.h>

#define SECTOR_SHIFT 9
#define SECTOR_SIZE (1 << SECTOR_SHIFT)
#define BIO_MAX_VECS 256U

struct bio_set {
	struct kmem_cache *bio_slab;
	unsigned int front_pad;
	mempool_t bio_pool;
	mempool_t bvec_pool;
};

enum {
	BIOSET_NEED_BVECS = 1,
	BIOSET_NEED_RESCUER = 2,
};

extern struct bio_set fs_bio_set;

int bioset_init(struct bio_set *bs, unsigned int pool_size, unsigned int front_pad, int flags);
void bioset_exit(struct bio_set *bs);

/* Since 5.18 they take the device and the operation, and the mask is not the first any more. */
struct bio *bio_alloc_bioset();
struct bio *bio_alloc();
struct bio *bio_clone(struct bio *bio, gfp_t gfp_mask);
struct bio *bio_clone_fast(struct bio *bio, gfp_t gfp_mask, struct bio_set *bs);
struct bio_set *bioset_create(unsigned int pool_size, unsigned int front_pad);
struct bio *bio_kmalloc(unsigned short nr_vecs, gfp_t gfp_mask);
struct bio *bio_alloc_clone(struct block_device *bdev, struct bio *src, gfp_t gfp,
			    struct bio_set *bs);
struct bio *bio_split(struct bio *bio, int sectors, gfp_t gfp, struct bio_set *bs);

void bio_init();
void bio_uninit(struct bio *bio);
void bio_put(struct bio *bio);
void bio_get(struct bio *bio);
void bio_chain(struct bio *bio, struct bio *parent);
int bio_add_page(struct bio *bio, struct page *page, unsigned int len, unsigned int off);
void bio_add_folio_nofail(struct bio *bio, struct folio *folio, size_t len, size_t off);
bool bio_add_folio(struct bio *bio, struct folio *folio, size_t len, size_t off);
void bio_advance(struct bio *bio, unsigned int nbytes);

/* Until 4.2 with the error as second parameter. */
void bio_endio();

static inline void bio_io_error(struct bio *bio)
{
	bio->bi_status = BLK_STS_IOERR;
	bio_endio(bio);
}

#define bio_sectors(bio) ((bio)->bi_iter.bi_size >> SECTOR_SHIFT)
#define bio_end_sector(bio) ((bio)->bi_iter.bi_sector + bio_sectors(bio))
#define bio_data_dir(bio) ((bio_op(bio) & 1) ? WRITE : READ)

static inline void bio_set_dev(struct bio *bio, struct block_device *bdev)
{
	bio->bi_bdev = bdev;
}

struct bio_list {
	struct bio *head;
	struct bio *tail;
};

static inline void bio_list_init(struct bio_list *bl)
{
	bl->head = bl->tail = NULL;
}

static inline int bio_list_empty(const struct bio_list *bl)
{
	return bl->head == NULL;
}

static inline void bio_list_add(struct bio_list *bl, struct bio *bio)
{
	bio->bi_next = NULL;
	if (bl->tail)
		bl->tail->bi_next = bio;
	else
		bl->head = bio;
	bl->tail = bio;
}

static inline struct bio *bio_list_pop(struct bio_list *bl)
{
	struct bio *bio = bl->head;

	if (bio) {
		bl->head = bio->bi_next;
		if (!bl->head)
			bl->tail = NULL;
		bio->bi_next = NULL;
	}
	return bio;
}

static inline void bio_list_merge(struct bio_list *bl, struct bio_list *from)
{
	if (!from->head)
		return;
	if (bl->tail)
		bl->tail->bi_next = from->head;
	else
		bl->head = from->head;
	bl->tail = from->tail;
}

static inline struct bio *bio_list_get(struct bio_list *bl)
{
	struct bio *bio = bl->head;

	bl->head = bl->tail = NULL;
	return bio;
}

#endif
