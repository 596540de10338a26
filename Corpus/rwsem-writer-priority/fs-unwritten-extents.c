// run: kernel-version=6.1
/*
 * A file system that waits for the conversion of its unwritten extents under the lock of the map.
 *
 * Task 1, a direct read, holds map_lock for reading and waits until no conversion is in flight.
 * Task 2, a truncation, asks for map_lock for writing and waits for task 1.
 * Task 3, the worker that converts after I/O, needs map_lock for reading to look the extent up
 * before it counts itself out: behind the writer, it never gets it.
 */

#include <linux/fs.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct fs_inode {
	struct inode inode;
	struct rw_semaphore map_lock;
	atomic_t unwritten;
	wait_queue_head_t unwritten_wait;
	struct workqueue_struct *convert_wq;
};

struct io_end {
	struct fs_inode *fi;
	struct work_struct work;
	loff_t offset;
	size_t size;
};

int extent_lookup(struct fs_inode *fi, loff_t offset);
void extent_mark_written(struct fs_inode *fi, int extent);

static void fs_unwritten_wait(struct fs_inode *fi)
{
	wait_event(fi->unwritten_wait, atomic_read(&fi->unwritten) == 0);
}

static void fs_unwritten_done(struct fs_inode *fi)
{
	if (atomic_dec_and_test(&fi->unwritten))
		wake_up_all(&fi->unwritten_wait);
}

static int fs_convert_extent(struct fs_inode *fi, loff_t offset)
{
	int extent;

	down_read(&fi->map_lock);
	extent = extent_lookup(fi, offset);
	if (extent >= 0)
		extent_mark_written(fi, extent);
	up_read(&fi->map_lock);
	return extent < 0 ? extent : 0;
}

static void fs_end_io_work(struct work_struct *work)
{
	struct io_end *end = container_of(work, struct io_end, work);

	if (fs_convert_extent(end->fi, end->offset))
		pr_err("extent at %lld was not converted\n", end->offset);
	fs_unwritten_done(end->fi);
	kfree(end);
}

int fs_start_conversion(struct fs_inode *fi, loff_t offset, size_t size)
{
	struct io_end *end = kmalloc(sizeof(*end), GFP_NOFS);

	if (!end)
		return -ENOMEM;
	INIT_WORK(&end->work, fs_end_io_work);
	end->fi = fi;
	end->offset = offset;
	end->size = size;
	atomic_inc(&fi->unwritten);
	queue_work(fi->convert_wq, &end->work);
	return 0;
}

static ssize_t fs_direct_read_bad(struct kiocb *iocb, struct iov_iter *to)
{
	struct fs_inode *fi = container_of(file_inode(iocb->ki_filp), struct fs_inode, inode);
	int extent;

	down_read(&fi->map_lock);
	fs_unwritten_wait(fi); // expect: rwsem-writer-priority confirmed
	extent = extent_lookup(fi, iocb->ki_pos);
	up_read(&fi->map_lock);
	return extent;
}

static long fs_ioctl_truncate(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct fs_inode *fi = container_of(file_inode(file), struct fs_inode, inode);

	down_write(&fi->map_lock);
	fi->inode.i_size = arg;
	up_write(&fi->map_lock);
	return 0;
}

const struct file_operations fs_file_ops = {
	.read_iter = fs_direct_read_bad,
	.unlocked_ioctl = fs_ioctl_truncate,
};

int fs_inode_init(struct fs_inode *fi)
{
	init_rwsem(&fi->map_lock);
	init_waitqueue_head(&fi->unwritten_wait);
	fi->convert_wq = alloc_workqueue("convert", WQ_UNBOUND | WQ_MEM_RECLAIM, 0);
	return fi->convert_wq ? 0 : -ENOMEM;
}
