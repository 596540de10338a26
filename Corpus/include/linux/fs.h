#ifndef CORPUS_LINUX_FS_H
#define CORPUS_LINUX_FS_H

#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/rbtree.h>
#include <linux/rwsem.h>
#include <linux/mutex.h>
#include <linux/mm_types.h>
#include <linux/workqueue.h>

struct inode;
struct super_block;
struct writeback_control;
struct page;
struct folio;
struct file;
struct dentry;
struct shrink_control;
struct super_operations;

struct readahead_control {
	struct file *file;
	struct address_space *mapping;
};

struct writeback_control {
	long nr_to_write;
	int sync_mode;
};

struct address_space_operations {
	int (*writepage)(struct page *page, struct writeback_control *wbc);
	int (*read_folio)(struct file *file, struct folio *folio);
	int (*writepages)(struct address_space *mapping, struct writeback_control *wbc);
	void (*readahead)(struct readahead_control *rac);
	int (*write_begin)(struct file *file, struct address_space *mapping, loff_t pos,
			   unsigned int len, struct page **pagep, void **fsdata);
	int (*write_end)(struct file *file, struct address_space *mapping, loff_t pos,
			 unsigned int len, unsigned int copied, struct page *page, void *fsdata);
	int (*launder_folio)(struct folio *folio);
};

struct address_space {
	struct inode *host;
	struct rw_semaphore i_mmap_rwsem;
	const struct address_space_operations *a_ops;
	unsigned long flags;
};

struct super_block {
	struct block_device *s_bdev;
	const struct super_operations *s_op;
	void *s_fs_info;
	struct rw_semaphore s_umount;
	unsigned long s_blocksize;
};

struct inode {
	struct super_block *i_sb;
	struct address_space *i_mapping;
	struct rw_semaphore i_rwsem;
	spinlock_t i_lock;
	unsigned long i_ino;
	loff_t i_size;
	void *i_private;
};

struct file {
	struct inode *f_inode;
	void *private_data;
	loff_t f_pos;
	unsigned int f_flags;
};

struct fd {
	struct file *file;
	unsigned int flags;
};

#define FDPUT_FPUT 1
#define FDPUT_POS_UNLOCK 2

struct fd fdget_pos(int fd);
void __f_unlock_pos(struct file *file);
void fput(struct file *file);

static inline void fdput_pos(struct fd f)
{
	if (f.flags & FDPUT_POS_UNLOCK)
		__f_unlock_pos(f.file);
	if (f.flags & FDPUT_FPUT)
		fput(f.file);
}

struct kiocb {
	struct file *ki_filp;
	loff_t ki_pos;
	void (*ki_complete)(struct kiocb *iocb, long ret);
	void *private;
};

struct iov_iter {
	size_t count;
	struct page **pages;
};

struct file_operations {
	struct module *owner;
	ssize_t (*read)(struct file *file, char __user *buf, size_t count, loff_t *pos);
	ssize_t (*write)(struct file *file, const char __user *buf, size_t count, loff_t *pos);
	ssize_t (*read_iter)(struct kiocb *iocb, struct iov_iter *iter);
	ssize_t (*write_iter)(struct kiocb *iocb, struct iov_iter *iter);
	long (*unlocked_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	int (*mmap)(struct file *file, struct vm_area_struct *vma);
	int (*open)(struct inode *inode, struct file *file);
	int (*release)(struct inode *inode, struct file *file);
	int (*fsync)(struct file *file, loff_t start, loff_t end, int datasync);
};

struct inode_operations {
	int (*permission)(struct inode *inode, int mask);
	int (*setattr)(struct dentry *dentry, int attr);
};

struct super_operations {
	void (*put_super)(struct super_block *sb);
	int (*sync_fs)(struct super_block *sb, int wait);
	void (*evict_inode)(struct inode *inode);
	long (*nr_cached_objects)(struct super_block *sb, struct shrink_control *control);
	long (*free_cached_objects)(struct super_block *sb, struct shrink_control *control);
};

static inline struct inode *file_inode(const struct file *f)
{
	return f->f_inode;
}

static inline loff_t i_size_read(const struct inode *inode)
{
	return READ_ONCE(inode->i_size);
}

static inline void inode_lock(struct inode *inode)
{
	down_write(&inode->i_rwsem);
}

static inline void inode_unlock(struct inode *inode)
{
	up_write(&inode->i_rwsem);
}

static inline void inode_lock_shared(struct inode *inode)
{
	down_read(&inode->i_rwsem);
}

static inline void inode_unlock_shared(struct inode *inode)
{
	up_read(&inode->i_rwsem);
}

void iput(struct inode *inode);
void dput(struct dentry *dentry);
struct inode *igrab(struct inode *inode);
int register_chrdev(unsigned int major, const char *name, const struct file_operations *fops);
void unregister_chrdev(unsigned int major, const char *name);
unsigned long copy_to_user(void __user *to, const void *from, unsigned long n);
unsigned long copy_from_user(void *to, const void __user *from, unsigned long n);

#endif
