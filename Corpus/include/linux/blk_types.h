#ifndef CORPUS_LINUX_BLK_TYPES_H
#define CORPUS_LINUX_BLK_TYPES_H

#include <linux/types.h>

struct bio;
struct block_device;
struct folio;
struct gendisk;
struct page;

typedef u8 blk_status_t;
typedef u32 blk_opf_t;
typedef unsigned int blk_qc_t;

#define BLK_STS_OK 0
#define BLK_STS_RESOURCE ((__force blk_status_t)9)
#define BLK_STS_IOERR ((__force blk_status_t)10)
#define BLK_STS_DM_REQUEUE ((__force blk_status_t)11)

/* Until 4.2 with an error as second parameter. */
typedef void(bio_end_io_t)();

#define BLK_QC_T_NONE (-1U)

enum req_op {
	REQ_OP_READ = 0,
	REQ_OP_WRITE = 1,
	REQ_OP_FLUSH = 2,
	REQ_OP_DISCARD = 3,
};

#define REQ_OP_MASK 0xffu
#define REQ_SYNC (1u << 11)
#define REQ_META (1u << 12)
#define REQ_FUA (1u << 17)
#define REQ_PREFLUSH (1u << 18)
#define REQ_RAHEAD (1u << 19)
#define REQ_NOWAIT (1u << 21)

struct bvec_iter {
	sector_t bi_sector;
	unsigned int bi_size;
	unsigned int bi_idx;
};

struct bio_vec {
	struct page *bv_page;
	unsigned int bv_len;
	unsigned int bv_offset;
};

struct bio {
	struct bio *bi_next;
	struct block_device *bi_bdev;
	/* What bi_bdev was from 4.14 to 5.11. */
	struct gendisk *bi_disk;
	blk_opf_t bi_opf;
	/* What bi_opf was until 4.7. */
	unsigned long bi_rw;
	unsigned short bi_flags;
	blk_status_t bi_status;
	/* What bi_status was from 4.3 to 4.12. */
	int bi_error;
	struct bvec_iter bi_iter;
	/* Until 3.13 the position stood here. */
	sector_t bi_sector;
	unsigned int bi_size;
	unsigned short bi_idx;
	bio_end_io_t *bi_end_io;
	void *bi_private;
	unsigned short bi_vcnt;
	unsigned short bi_max_vecs;
	struct bio_vec *bi_io_vec;
	struct bio_vec bi_inline_vecs[];
};

static inline enum req_op bio_op(const struct bio *bio)
{
	return bio->bi_opf & REQ_OP_MASK;
}

#endif
