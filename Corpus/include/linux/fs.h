#ifndef CORPUS_LINUX_FS_H
#define CORPUS_LINUX_FS_H

#include <linux/rculist.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/rbtree.h>
#include <linux/rwsem.h>
#include <linux/xarray.h>
#include <linux/mutex.h>
#include <linux/mm_types.h>
#include <linux/workqueue.h>

struct inode;
struct super_block;
struct writeback_control;
struct page;
struct folio;
struct file;
struct file_lock;
struct dentry;
struct shrink_control;
struct super_operations;

struct dentry {
	struct inode *d_inode;
	struct super_block *d_sb;
	struct dentry *d_parent;
	spinlock_t d_lock;
	void *d_fsdata;
};

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
	/* With flags until 5.18, with a folio since 6.12. */
	int (*write_begin)();
	int (*write_end)();
	int (*launder_folio)(struct folio *folio);
	/* Until 5.18. */
	int (*readpage)(struct file *file, struct page *page);
	int (*launder_page)(struct page *page);
	int (*releasepage)(struct page *page, gfp_t gfp);
	bool (*release_folio)(struct folio *folio, gfp_t gfp);
	int (*set_page_dirty)(struct page *page);
	bool (*dirty_folio)(struct address_space *mapping, struct folio *folio);
};

struct address_space {
	struct inode *host;
	struct rw_semaphore i_mmap_rwsem;
	const struct address_space_operations *a_ops;
	unsigned long flags;
	struct xarray i_pages;
	void *private_data;
	/* Its name since 6.8. */
	void *i_private_data;
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
	/* What i_rwsem was until 4.6. */
	struct mutex i_mutex;
	const struct inode_operations *i_op;
	const struct file_operations *i_fop;
	umode_t i_mode;
	spinlock_t i_lock;
	unsigned long i_ino;
	loff_t i_size;
	void *i_private;
};

struct file {
	struct inode *f_inode;
	const struct file_operations *f_op;
	struct address_space *f_mapping;
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
	/* Without the range until 3.0, and with the dentry until 2.6.34. */
	int (*fsync)();
	/* Until 2.6.35, under the big kernel lock. */
	int (*ioctl)(struct inode *inode, struct file *file, unsigned int cmd, unsigned long arg);
	long (*compat_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	int (*flush)(struct file *file, void *id);
	unsigned int (*poll)(struct file *file, void *wait);
	loff_t (*llseek)(struct file *file, loff_t off, int whence);
	long (*fallocate)(struct file *file, int mode, loff_t off, loff_t len);
	int (*lock)(struct file *file, int cmd, struct file_lock *lock);
	int (*flock)(struct file *file, int cmd, struct file_lock *lock);
};

static inline void i_mmap_lock_write(struct address_space *mapping)
{
	down_write(&mapping->i_mmap_rwsem);
}

static inline int i_mmap_trylock_write(struct address_space *mapping)
{
	return down_write_trylock(&mapping->i_mmap_rwsem);
}

static inline void i_mmap_unlock_write(struct address_space *mapping)
{
	up_write(&mapping->i_mmap_rwsem);
}

static inline void i_mmap_lock_read(struct address_space *mapping)
{
	down_read(&mapping->i_mmap_rwsem);
}

static inline void i_mmap_unlock_read(struct address_space *mapping)
{
	up_read(&mapping->i_mmap_rwsem);
}

struct inode_operations {
	/* Their first parameters changed more than once. */
	int (*permission)();
	int (*setattr)();
	int (*setxattr)();
	int (*create)();
	int (*unlink)(struct inode *dir, struct dentry *dentry);
	struct dentry *(*lookup)();
	int (*mkdir)();
	int (*rename)();
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

static inline void i_size_write(struct inode *inode, loff_t size)
{
	inode->i_size = size;
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
