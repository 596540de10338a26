// run: kernel-version=6.1
/*
 * The same file system; an answer that may block gets a work item of its own.
 *
 * A request whose pages will have to be dirtied says so when its end function is set, so what is
 * still ended in the list's loop takes no page lock: the function is the same, its flag is not.
 * Task 2 goes on to the answer that task 1 waits for.
 */

#include <linux/completion.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kref.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pagemap.h>
#include <linux/slab.h>
#include <linux/virtio.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

/* ---- Dirtying somebody else's page ---- */

int set_page_dirty_lock(struct page *page)
{
	int ret;

	lock_page(page);
	ret = set_page_dirty(page);
	unlock_page(page);
	return ret;
}

/* ---- Requests, whatever carries them ---- */

#define VQ_HIPRIO 0
#define VQ_REQUEST 1
#define FUSE_MAX_PAGES 32

enum fuse_req_flag {
	FR_ISREPLY,
	FR_BACKGROUND,
	FR_ASYNC,
	FR_FINISHED,
	FR_SENT,
};

struct fuse_mount;
struct fuse_req;

struct fuse_args {
	u64 nodeid;
	u32 opcode;
	u32 in_size;
	u32 out_size;
	bool force;
	bool in_pages;
	bool out_pages;
	bool may_block;
	void (*end)(struct fuse_mount *fm, struct fuse_args *args, int error);
};

struct fuse_args_pages {
	struct fuse_args args;
	struct page *pages[FUSE_MAX_PAGES];
	unsigned int num_pages;
};

struct fuse_req {
	struct list_head list;
	refcount_t count;
	unsigned long flags;
	int error;
	wait_queue_head_t waitq;
	struct fuse_args *args;
	struct fuse_mount *fm;
};

struct fuse_iqueue;

struct fuse_iqueue_ops {
	void (*wake_pending_and_unlock)(struct fuse_iqueue *fiq);
};

struct fuse_iqueue {
	spinlock_t lock;
	struct list_head pending;
	const struct fuse_iqueue_ops *ops;
	void *priv;
};

struct fuse_conn {
	struct fuse_iqueue iq;
	spinlock_t bg_lock;
	unsigned int num_background;
	unsigned int max_background;
	int blocked;
	wait_queue_head_t blocked_waitq;
	bool writeback_cache;
};

struct fuse_mount {
	struct fuse_conn *fc;
};

struct fuse_inode {
	struct inode inode;
	u64 nodeid;
	spinlock_t lock;
	wait_queue_head_t page_waitq;
	struct rb_root writepages;
	int writectr;
};

static struct kmem_cache *fuse_req_cachep;

static struct fuse_inode *get_fuse_inode(struct inode *inode)
{
	return container_of(inode, struct fuse_inode, inode);
}

static struct fuse_mount *get_fuse_mount(struct inode *inode)
{
	return inode->i_sb->s_fs_info;
}

static struct fuse_req *fuse_request_alloc(struct fuse_mount *fm, gfp_t flags)
{
	struct fuse_req *req = kmem_cache_zalloc(fuse_req_cachep, flags);

	if (!req)
		return NULL;
	INIT_LIST_HEAD(&req->list);
	init_waitqueue_head(&req->waitq);
	refcount_set(&req->count, 1);
	req->fm = fm;
	return req;
}

static void fuse_put_request(struct fuse_req *req)
{
	if (refcount_dec_and_test(&req->count))
		kmem_cache_free(fuse_req_cachep, req);
}

static void queue_request_and_unlock(struct fuse_iqueue *fiq, struct fuse_req *req)
{
	list_add_tail(&req->list, &fiq->pending);
	fiq->ops->wake_pending_and_unlock(fiq);
}

/* The answer is there, or there never will be one. */
void fuse_request_end(struct fuse_req *req)
{
	struct fuse_conn *fc = req->fm->fc;
	bool background;

	if (test_and_set_bit(FR_FINISHED, &req->flags)) {
		fuse_put_request(req);
		return;
	}

	background = test_and_clear_bit(FR_BACKGROUND, &req->flags);
	if (!background) {
		wake_up(&req->waitq);
	} else {
		spin_lock(&fc->bg_lock);
		if (fc->num_background-- == fc->max_background) {
			fc->blocked = 0;
			wake_up(&fc->blocked_waitq);
		}
		spin_unlock(&fc->bg_lock);
	}
	if (test_bit(FR_ASYNC, &req->flags))
		req->args->end(req->fm, req->args, req->error);
	fuse_put_request(req);
}
EXPORT_SYMBOL_GPL(fuse_request_end);

int fuse_simple_background(struct fuse_mount *fm, struct fuse_args *args, gfp_t gfp_flags)
{
	struct fuse_iqueue *fiq = &fm->fc->iq;
	struct fuse_conn *fc = fm->fc;
	struct fuse_req *req = fuse_request_alloc(fm, gfp_flags);

	if (!req)
		return -ENOMEM;
	req->args = args;
	__set_bit(FR_ISREPLY, &req->flags);
	__set_bit(FR_BACKGROUND, &req->flags);
	if (args->end)
		__set_bit(FR_ASYNC, &req->flags);

	spin_lock(&fc->bg_lock);
	fc->num_background++;
	if (fc->num_background == fc->max_background)
		fc->blocked = 1;
	spin_unlock(&fc->bg_lock);

	spin_lock(&fiq->lock);
	queue_request_and_unlock(fiq, req);
	return 0;
}
EXPORT_SYMBOL_GPL(fuse_simple_background);

/* ---- Files: direct I/O into pages of the caller ---- */

struct fuse_io_priv {
	struct kref refcnt;
	int async;
	spinlock_t lock;
	unsigned int reqs;
	int err;
	bool write;
	bool should_dirty;
	bool blocking;
	struct kiocb *iocb;
	struct completion *done;
};

struct fuse_io_args {
	struct fuse_io_priv *io;
	struct fuse_args_pages ap;
};

struct fuse_writepage_args {
	struct fuse_io_args ia;
	struct rb_node writepages_entry;
	struct inode *inode;
};

static void fuse_release_user_pages(struct fuse_args_pages *ap, bool should_dirty)
{
	struct page **page, **end = ap->pages + ap->num_pages;

	for (page = ap->pages; page < end; page++) {
		if (should_dirty)
			set_page_dirty_lock(*page);
		put_page(*page);
	}
}

static void fuse_io_release(struct kref *kref)
{
	kfree(container_of(kref, struct fuse_io_priv, refcnt));
}

static void fuse_aio_complete(struct fuse_io_priv *io, int err)
{
	unsigned int left;

	spin_lock(&io->lock);
	if (err && !io->err)
		io->err = err;
	left = --io->reqs;
	if (!left && io->blocking)
		complete(io->done);
	spin_unlock(&io->lock);

	if (!left && !io->blocking)
		io->iocb->ki_complete(io->iocb, io->err);
	kref_put(&io->refcnt, fuse_io_release);
}

static void fuse_aio_complete_req(struct fuse_mount *fm, struct fuse_args *args, int err)
{
	struct fuse_io_args *ia = container_of(args, struct fuse_io_args, ap.args);
	struct fuse_io_priv *io = ia->io;

	fuse_release_user_pages(&ia->ap, io->should_dirty);
	fuse_aio_complete(io, err);
	kfree(ia);
}

static ssize_t fuse_async_req_send(struct fuse_mount *fm, struct fuse_io_args *ia, size_t num_bytes)
{
	struct fuse_io_priv *io = ia->io;
	struct fuse_args *args = &ia->ap.args;
	int err;

	kref_get(&io->refcnt);
	spin_lock(&io->lock);
	io->reqs++;
	spin_unlock(&io->lock);

	ia->ap.args.end = fuse_aio_complete_req;
	ia->ap.args.may_block = io->should_dirty;
	err = fuse_simple_background(fm, args, GFP_KERNEL);
	if (err)
		fuse_aio_complete_req(fm, args, err);
	return num_bytes;
}

static int fuse_get_user_pages(struct fuse_args_pages *ap, struct iov_iter *iter)
{
	unsigned int i;

	for (i = 0; i < FUSE_MAX_PAGES && iter->count; i++) {
		ap->pages[i] = *iter->pages++;
		get_page(ap->pages[i]);
		iter->count -= min(iter->count, (size_t)PAGE_SIZE);
	}
	ap->num_pages = i;
	return i ? 0 : -EIO;
}

static ssize_t fuse_direct_IO(struct kiocb *iocb, struct iov_iter *iter, bool write)
{
	struct fuse_mount *fm = get_fuse_mount(file_inode(iocb->ki_filp));
	struct fuse_io_priv *io = kzalloc(sizeof(*io), GFP_KERNEL);
	ssize_t res = 0;

	if (!io)
		return -ENOMEM;
	kref_init(&io->refcnt);
	spin_lock_init(&io->lock);
	io->reqs = 1;
	io->write = write;
	io->iocb = iocb;
	io->should_dirty = !write;

	while (iter->count) {
		struct fuse_io_args *ia = kzalloc(sizeof(*ia), GFP_KERNEL);

		if (!ia) {
			res = -ENOMEM;
			break;
		}
		ia->io = io;
		res = fuse_get_user_pages(&ia->ap, iter);
		if (res) {
			kfree(ia);
			break;
		}
		res = fuse_async_req_send(fm, ia, ia->ap.num_pages << PAGE_SHIFT);
	}
	fuse_aio_complete(io, res < 0 ? res : 0);
	return res;
}

static ssize_t fuse_file_read_iter(struct kiocb *iocb, struct iov_iter *to)
{
	return fuse_direct_IO(iocb, to, false);
}

static ssize_t fuse_file_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	return fuse_direct_IO(iocb, from, true);
}

/* ---- Files: writing back from copies of the pages ---- */

static bool fuse_page_is_writeback(struct inode *inode, pgoff_t index)
{
	struct fuse_inode *fi = get_fuse_inode(inode);
	struct rb_node *n;
	bool found = false;

	spin_lock(&fi->lock);
	for (n = rb_first(&fi->writepages); n; n = rb_next(n)) {
		struct fuse_writepage_args *wpa =
			rb_entry(n, struct fuse_writepage_args, writepages_entry);

		if (wpa->ia.ap.pages[0]->index == index) {
			found = true;
			break;
		}
	}
	spin_unlock(&fi->lock);
	return found;
}

static void fuse_wait_on_page_writeback(struct inode *inode, pgoff_t index)
{
	struct fuse_inode *fi = get_fuse_inode(inode);

	wait_event(fi->page_waitq, !fuse_page_is_writeback(inode, index));
}

static void fuse_writepage_free(struct fuse_writepage_args *wpa)
{
	unsigned int i;

	for (i = 0; i < wpa->ia.ap.num_pages; i++)
		__free_page(wpa->ia.ap.pages[i]);
	kfree(wpa);
}

static void fuse_writepage_finish(struct fuse_mount *fm, struct fuse_writepage_args *wpa)
{
	wake_up(&get_fuse_inode(wpa->inode)->page_waitq);
}

static void fuse_writepage_end(struct fuse_mount *fm, struct fuse_args *args, int error)
{
	struct fuse_writepage_args *wpa =
		container_of(args, struct fuse_writepage_args, ia.ap.args);
	struct fuse_inode *fi = get_fuse_inode(wpa->inode);

	mapping_set_error(wpa->inode->i_mapping, error);
	spin_lock(&fi->lock);
	rb_erase(&wpa->writepages_entry, &fi->writepages);
	fi->writectr--;
	fuse_writepage_finish(fm, wpa);
	spin_unlock(&fi->lock);
	fuse_writepage_free(wpa);
}

static int fuse_writepage_locked(struct page *page)
{
	struct inode *inode = page->mapping->host;
	struct fuse_inode *fi = get_fuse_inode(inode);
	struct fuse_mount *fm = get_fuse_mount(inode);
	struct fuse_writepage_args *wpa;
	struct page *tmp_page;
	int error = -ENOMEM;

	set_page_writeback(page);
	wpa = kzalloc(sizeof(*wpa), GFP_NOFS);
	if (!wpa)
		goto no_memory;
	tmp_page = alloc_page(GFP_NOFS | __GFP_HIGHMEM);
	if (!tmp_page)
		goto no_page;

	copy_highpage(tmp_page, page);
	tmp_page->index = page->index;
	wpa->inode = inode;
	wpa->ia.ap.args.in_pages = true;
	wpa->ia.ap.num_pages = 1;
	wpa->ia.ap.pages[0] = tmp_page;
	wpa->ia.ap.args.end = fuse_writepage_end;

	spin_lock(&fi->lock);
	rb_link_node(&wpa->writepages_entry, NULL, &fi->writepages.rb_node);
	rb_insert_color(&wpa->writepages_entry, &fi->writepages);
	fi->writectr++;
	spin_unlock(&fi->lock);

	/* The copy is on its way: for everybody but us the page is written. */
	error = fuse_simple_background(fm, &wpa->ia.ap.args, GFP_ATOMIC);
	if (error)
		fuse_writepage_end(fm, &wpa->ia.ap.args, error);
	end_page_writeback(page);
	return 0;

no_page:
	kfree(wpa);
no_memory:
	end_page_writeback(page);
	mapping_set_error(inode->i_mapping, error);
	return error;
}

static int fuse_writepage(struct page *page, struct writeback_control *wbc)
{
	int err;

	if (fuse_page_is_writeback(page->mapping->host, page->index)) {
		unlock_page(page);
		return 0;
	}
	err = fuse_writepage_locked(page);
	unlock_page(page);
	return err;
}

static int fuse_write_begin(struct file *file, struct address_space *mapping, loff_t pos,
			    unsigned int len, struct page **pagep, void **fsdata)
{
	struct page *page = grab_cache_page_write_begin(mapping, pos >> PAGE_SHIFT);

	if (!page)
		return -ENOMEM;

	fuse_wait_on_page_writeback(mapping->host, page->index);

	if (!PageUptodate(page) && len != PAGE_SIZE) {
		size_t off = pos & ~PAGE_MASK;

		if (i_size_read(mapping->host) > (pos & PAGE_MASK)) {
			unlock_page(page);
			put_page(page);
			return -EIO;
		}
		if (off)
			zero_user_segment(page, 0, off);
	}
	*pagep = page;
	return 0;
}

static int fuse_write_end(struct file *file, struct address_space *mapping, loff_t pos,
			  unsigned int len, unsigned int copied, struct page *page, void *fsdata)
{
	if (copied) {
		SetPageUptodate(page);
		set_page_dirty(page);
	}
	unlock_page(page);
	put_page(page);
	return copied;
}

static const struct address_space_operations fuse_file_aops = {
	.writepage = fuse_writepage,
	.write_begin = fuse_write_begin,
	.write_end = fuse_write_end,
};

static const struct file_operations fuse_file_operations = {
	.owner = THIS_MODULE,
	.read_iter = fuse_file_read_iter,
	.write_iter = fuse_file_write_iter,
};

void fuse_init_file_inode(struct inode *inode)
{
	struct fuse_inode *fi = get_fuse_inode(inode);

	inode->i_mapping->a_ops = &fuse_file_aops;
	inode->i_private = (void *)&fuse_file_operations;
	spin_lock_init(&fi->lock);
	init_waitqueue_head(&fi->page_waitq);
	fi->writepages = RB_ROOT;
}
EXPORT_SYMBOL_GPL(fuse_init_file_inode);

/* ---- The transport: virtqueues ---- */

struct virtio_fs_vq {
	spinlock_t lock;
	struct virtqueue *vq;
	struct work_struct done_work;
	struct list_head queued_reqs;
	struct delayed_work dispatch_work;
	struct list_head processing;
	spinlock_t pq_lock;
	bool connected;
	long in_flight;
	struct completion in_flight_zero;
};

struct virtio_fs {
	struct virtio_fs_vq *vqs;
	unsigned int nvqs;
};

struct virtio_fs_req_work {
	struct fuse_req *req;
	struct virtio_fs_vq *fsvq;
	struct work_struct done_work;
};

static void inc_in_flight_req(struct virtio_fs_vq *fsvq)
{
	fsvq->in_flight++;
}

static void dec_in_flight_req(struct virtio_fs_vq *fsvq)
{
	fsvq->in_flight--;
	if (!fsvq->in_flight)
		complete(&fsvq->in_flight_zero);
}

/* The high priority queue carries messages that have no answer. */
static void virtio_fs_hiprio_done_work(struct work_struct *work)
{
	struct virtio_fs_vq *fsvq = container_of(work, struct virtio_fs_vq, done_work);
	unsigned int len;
	void *message;

	spin_lock(&fsvq->lock);
	do {
		virtqueue_disable_cb(fsvq->vq);
		for (; (message = virtqueue_get_buf(fsvq->vq, &len)); dec_in_flight_req(fsvq))
			kfree(message);
	} while (!virtqueue_is_broken(fsvq->vq) && !virtqueue_enable_cb(fsvq->vq));
	spin_unlock(&fsvq->lock);
}

static void virtio_fs_request_complete(struct fuse_req *req, struct virtio_fs_vq *fsvq)
{
	spin_lock(&fsvq->pq_lock);
	clear_bit(FR_SENT, &req->flags);
	spin_unlock(&fsvq->pq_lock);

	fuse_request_end(req);
	spin_lock(&fsvq->lock);
	dec_in_flight_req(fsvq);
	spin_unlock(&fsvq->lock);
}

static void virtio_fs_complete_req_work(struct work_struct *work)
{
	struct virtio_fs_req_work *own = container_of(work, struct virtio_fs_req_work, done_work);

	virtio_fs_request_complete(own->req, own->fsvq);
	kfree(own);
}

static void virtio_fs_finish_request(struct fuse_req *req, struct virtio_fs_vq *fsvq)
{
	struct virtio_fs_req_work *own;

	if (!req->args->may_block) {
		virtio_fs_request_complete(req, fsvq);
		return;
	}
	own = kzalloc(sizeof(*own), GFP_NOFS | __GFP_NOFAIL);
	own->req = req;
	own->fsvq = fsvq;
	INIT_WORK(&own->done_work, virtio_fs_complete_req_work);
	schedule_work(&own->done_work);
}

/* One item of work for all that has been answered since the last one. */
static void virtio_fs_requests_done_work(struct work_struct *work)
{
	struct virtio_fs_vq *fsvq = container_of(work, struct virtio_fs_vq, done_work);
	struct fuse_req *req, *next;
	LIST_HEAD(answered);
	unsigned int len;

	spin_lock(&fsvq->lock);
	do {
		virtqueue_disable_cb(fsvq->vq);
		for (;;) {
			/* The token is the request itself. */
			req = virtqueue_get_buf(fsvq->vq, &len);
			if (!req)
				break;
			spin_lock(&fsvq->pq_lock);
			list_move_tail(&req->list, &answered);
			spin_unlock(&fsvq->pq_lock);
		}
	} while (!virtqueue_is_broken(fsvq->vq) && !virtqueue_enable_cb(fsvq->vq));
	spin_unlock(&fsvq->lock);

	list_for_each_entry_safe(req, next, &answered, list) {
		list_del_init(&req->list);
		virtio_fs_finish_request(req, fsvq);
	}
}

/* The device's interrupt. */
static void virtio_fs_vq_done(struct virtqueue *vq)
{
	struct virtio_fs *fs = vq->vdev->priv;

	schedule_work(&fs->vqs[vq->index].done_work);
}

static int virtio_fs_enqueue_req(struct virtio_fs_vq *fsvq, struct fuse_req *req, bool in_flight)
{
	struct scatterlist sg[2], *sgs[2] = { &sg[0], &sg[1] };
	bool notify;
	int ret;

	sg_init_one(&sg[0], req->args, req->args->in_size);
	sg_init_one(&sg[1], req->args, req->args->out_size);

	spin_lock(&fsvq->lock);
	if (!fsvq->connected) {
		spin_unlock(&fsvq->lock);
		return -ENOTCONN;
	}
	ret = virtqueue_add_sgs(fsvq->vq, sgs, 1, 1, req, GFP_ATOMIC);
	if (ret < 0) {
		spin_unlock(&fsvq->lock);
		return ret;
	}
	spin_lock(&fsvq->pq_lock);
	list_add_tail(&req->list, &fsvq->processing);
	spin_unlock(&fsvq->pq_lock);
	set_bit(FR_SENT, &req->flags);
	if (!in_flight)
		inc_in_flight_req(fsvq);
	notify = virtqueue_kick_prepare(fsvq->vq);
	spin_unlock(&fsvq->lock);

	if (notify)
		virtqueue_notify(fsvq->vq);
	return 0;
}

/* The queue was full: again, a little later. */
static void virtio_fs_request_dispatch_work(struct work_struct *work)
{
	struct virtio_fs_vq *fsvq =
		container_of(to_delayed_work(work), struct virtio_fs_vq, dispatch_work);
	struct fuse_req *req;
	int err = 0;

	while (err != -ENOSPC) {
		spin_lock(&fsvq->lock);
		req = list_first_entry_or_null(&fsvq->queued_reqs, struct fuse_req, list);
		if (req)
			list_del_init(&req->list);
		spin_unlock(&fsvq->lock);
		if (!req)
			return;

		err = virtio_fs_enqueue_req(fsvq, req, true);
		if (err == -ENOSPC) {
			spin_lock(&fsvq->lock);
			list_add_tail(&req->list, &fsvq->queued_reqs);
			schedule_delayed_work(&fsvq->dispatch_work, 1);
			spin_unlock(&fsvq->lock);
		} else if (err) {
			req->error = err;
			virtio_fs_finish_request(req, fsvq);
		}
	}
}

static void virtio_fs_wake_pending_and_unlock(struct fuse_iqueue *fiq)
{
	struct virtio_fs *fs = fiq->priv;
	struct virtio_fs_vq *fsvq = &fs->vqs[VQ_REQUEST];
	struct fuse_req *req = list_last_entry(&fiq->pending, struct fuse_req, list);
	int ret;

	list_del_init(&req->list);
	spin_unlock(&fiq->lock);

	ret = virtio_fs_enqueue_req(fsvq, req, false);
	if (ret < 0) {
		/* Not from here: the caller may hold what the end of a request takes. */
		req->error = ret == -ENOSPC ? 0 : ret;
		spin_lock(&fsvq->lock);
		list_add_tail(&req->list, &fsvq->queued_reqs);
		inc_in_flight_req(fsvq);
		schedule_delayed_work(&fsvq->dispatch_work, 1);
		spin_unlock(&fsvq->lock);
	}
}

static const struct fuse_iqueue_ops virtio_fs_fiq_ops = {
	.wake_pending_and_unlock = virtio_fs_wake_pending_and_unlock,
};

static void virtio_fs_init_vq(struct virtio_fs_vq *fsvq, int vq_type)
{
	spin_lock_init(&fsvq->lock);
	spin_lock_init(&fsvq->pq_lock);
	INIT_LIST_HEAD(&fsvq->queued_reqs);
	INIT_LIST_HEAD(&fsvq->processing);
	init_completion(&fsvq->in_flight_zero);
	if (vq_type == VQ_REQUEST) {
		INIT_WORK(&fsvq->done_work, virtio_fs_requests_done_work);
		INIT_DELAYED_WORK(&fsvq->dispatch_work, virtio_fs_request_dispatch_work);
	} else {
		INIT_WORK(&fsvq->done_work, virtio_fs_hiprio_done_work);
	}
}

static void virtio_fs_drain_queue(struct virtio_fs_vq *fsvq)
{
	bool busy;

	spin_lock(&fsvq->lock);
	busy = fsvq->in_flight > 0;
	if (busy)
		reinit_completion(&fsvq->in_flight_zero);
	spin_unlock(&fsvq->lock);

	if (busy)
		wait_for_completion(&fsvq->in_flight_zero);
	flush_work(&fsvq->done_work);
}

static int virtio_fs_probe(struct virtio_device *vdev)
{
	static const char *const names[] = { "hiprio", "requests" };
	vq_callback_t *callbacks[] = { virtio_fs_vq_done, virtio_fs_vq_done };
	struct virtqueue *vqs[2];
	struct virtio_fs *fs = kzalloc(sizeof(*fs), GFP_KERNEL);
	unsigned int i;
	int ret;

	if (!fs)
		return -ENOMEM;
	fs->nvqs = 2;
	fs->vqs = kcalloc(fs->nvqs, sizeof(*fs->vqs), GFP_KERNEL);
	if (!fs->vqs) {
		kfree(fs);
		return -ENOMEM;
	}
	vdev->priv = fs;
	virtio_fs_init_vq(&fs->vqs[VQ_HIPRIO], VQ_HIPRIO);
	virtio_fs_init_vq(&fs->vqs[VQ_REQUEST], VQ_REQUEST);

	ret = virtio_find_vqs(vdev, fs->nvqs, vqs, callbacks, names);
	if (ret) {
		kfree(fs->vqs);
		kfree(fs);
		return ret;
	}
	for (i = 0; i < fs->nvqs; i++) {
		fs->vqs[i].vq = vqs[i];
		fs->vqs[i].connected = true;
	}
	virtio_device_ready(vdev);
	return 0;
}

static void virtio_fs_remove(struct virtio_device *vdev)
{
	struct virtio_fs *fs = vdev->priv;
	unsigned int i;

	for (i = 0; i < fs->nvqs; i++)
		virtio_fs_drain_queue(&fs->vqs[i]);
	kfree(fs->vqs);
	kfree(fs);
}

int virtio_fs_fill_super(struct super_block *sb, struct virtio_fs *fs)
{
	struct fuse_conn *fc = kzalloc(sizeof(*fc), GFP_KERNEL);
	struct fuse_mount *fm = kzalloc(sizeof(*fm), GFP_KERNEL);

	if (!fc || !fm) {
		kfree(fc);
		kfree(fm);
		return -ENOMEM;
	}
	spin_lock_init(&fc->bg_lock);
	spin_lock_init(&fc->iq.lock);
	INIT_LIST_HEAD(&fc->iq.pending);
	init_waitqueue_head(&fc->blocked_waitq);
	fc->max_background = 12;
	fc->writeback_cache = true;
	fc->iq.ops = &virtio_fs_fiq_ops;
	fc->iq.priv = fs;
	fm->fc = fc;
	sb->s_fs_info = fm;
	return 0;
}

static struct virtio_driver virtio_fs_driver = {
	.name = "virtiofs",
	.probe = virtio_fs_probe,
	.remove = virtio_fs_remove,
};

static int __init virtio_fs_init(void)
{
	fuse_req_cachep = KMEM_CACHE(fuse_req, 0);
	if (!fuse_req_cachep)
		return -ENOMEM;
	return register_virtio_driver(&virtio_fs_driver);
}

static void __exit virtio_fs_exit(void)
{
	unregister_virtio_driver(&virtio_fs_driver);
}

module_init(virtio_fs_init);
module_exit(virtio_fs_exit);
MODULE_LICENSE("GPL");
