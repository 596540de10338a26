// run: kernel-version=3.0
/*
 * A file system that takes a mutex to write a page, and allocates under it in other methods. Before 3.2 direct reclaim
 * writes the pages of files, and so asks for the mutex that the task holds; later only kswapd does.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(4, 9, 0)

#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/pagemap.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>

struct sbi {
	struct mutex tnc_mutex;
};

struct znode {
	u64 key;
	struct znode *next;
};

static int tnc_add_bad(struct sbi *sbi, u64 key)
{
	struct znode *z;
	int err = 0;
	mutex_lock(&sbi->tnc_mutex);
	z = kzalloc(sizeof(*z), GFP_KERNEL); // expect-fn: reclaim-recursion what reclaim writes back through a file system is not followed
	if (!z)
		err = -ENOMEM;
	mutex_unlock(&sbi->tnc_mutex);
	return err;
}

static int fs_writepage(struct page *page, struct writeback_control *wbc)
{
	struct inode *inode = page->mapping->host;
	struct sbi *sbi = inode->i_sb->s_fs_info;
	int err;
	set_page_writeback(page);
	err = tnc_add_bad(sbi, page->index);
	unlock_page(page);
	end_page_writeback(page);
	return err;
}

const struct address_space_operations fs_aops = { .writepage = fs_writepage };
int fs_mkdir(struct inode *dir, u64 key)
{
	return tnc_add_bad(dir->i_sb->s_fs_info, key);
}
