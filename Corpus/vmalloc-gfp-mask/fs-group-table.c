// run: kernel-version=4.4
/*
 * A file system that grows its table of groups inside a transaction.
 *
 * Task 1 has a transaction open, holds resize_lock, and allocates with GFP_NOFS because of that. The
 * page tables of __vmalloc are allocated with GFP_KERNEL all the same: reclaim may write an inode
 * back, which starts a transaction in task 1 again, or waits in task 2 for the lock.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(4, 4, 0)

#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

struct group_info {
	u32 first_block;
	u32 free;
};

struct fs_info {
	struct mutex resize_lock;
	struct group_info **groups;
	unsigned int size;
};

int journal_start(struct fs_info *fs);
void journal_stop(struct fs_info *fs);

static void *fs_alloc(size_t size)
{
	if (size <= PAGE_SIZE)
		return kmalloc(size, GFP_NOFS);
	return __vmalloc(size, GFP_NOFS | __GFP_ZERO, PAGE_KERNEL); // expect: vmalloc-gfp-mask confirmed
}

int fs_grow_groups_bad(struct fs_info *fs, unsigned int groups)
{
	struct group_info **table;
	int err = journal_start(fs);

	if (err)
		return err;
	mutex_lock(&fs->resize_lock);
	table = fs_alloc(groups * sizeof(*table));
	if (!table) {
		err = -ENOMEM;
		goto out;
	}
	memcpy(table, fs->groups, fs->size * sizeof(*table));
	kvfree(fs->groups);
	fs->groups = table;
	fs->size = groups;
out:
	mutex_unlock(&fs->resize_lock);
	journal_stop(fs);
	return err;
}

static int fs_writepage(struct page *page, struct writeback_control *wbc)
{
	struct fs_info *fs = page->mapping->host->i_sb->s_fs_info;

	mutex_lock(&fs->resize_lock);
	fs->groups[0]->free--;
	mutex_unlock(&fs->resize_lock);
	return 0;
}

const struct address_space_operations fs_aops = {
	.writepage = fs_writepage,
};
