#ifndef CORPUS_LINUX_BUFFER_HEAD_H
#define CORPUS_LINUX_BUFFER_HEAD_H

#include <linux/blkdev.h>
#include <linux/fs.h>
#include <linux/wait_bit.h>

struct buffer_head;
typedef void(bh_end_io_t)(struct buffer_head *bh, int uptodate);

struct buffer_head {
	unsigned long b_state;
	sector_t b_blocknr;
	size_t b_size;
	char *b_data;
	struct block_device *b_bdev;
	bh_end_io_t *b_end_io;
	void *b_private;
};

struct buffer_head *sb_bread(struct super_block *sb, sector_t block);
struct buffer_head *sb_getblk(struct super_block *sb, sector_t block);
int sync_dirty_buffer(struct buffer_head *bh);
void mark_buffer_dirty(struct buffer_head *bh);
void brelse(struct buffer_head *bh);
void lock_buffer(struct buffer_head *bh);
void unlock_buffer(struct buffer_head *bh);
void wait_on_buffer(struct buffer_head *bh);
void end_buffer_read_sync(struct buffer_head *bh, int uptodate);

#endif
