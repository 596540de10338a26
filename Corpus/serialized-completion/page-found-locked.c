// run: kernel-version=6.12
// The folio is found locked, by a flag, and then waited for until it is written. The item that ends
// a read takes the folio lock on the ordered queue on which the item that ends the writeback is behind it.

#include <linux/err.h>
#include <linux/fs.h>
#include <linux/pagemap.h>
#include <linux/workqueue.h>

struct transfer {
	struct work_struct work;
	struct folio *folio;
};

static struct workqueue_struct *end_queue;

static void end_read_bad(struct work_struct *work)
{
	struct transfer *t = container_of(work, struct transfer, work);

	folio_lock(t->folio);
	folio_mark_dirty(t->folio);
	folio_unlock(t->folio);
}

static void end_write(struct work_struct *work)
{
	folio_end_writeback(container_of(work, struct transfer, work)->folio);
}

void transfer_done(struct transfer *t, bool wrote)
{
	if (wrote)
		INIT_WORK(&t->work, end_write);
	else
		INIT_WORK(&t->work, end_read_bad);
	queue_work(end_queue, &t->work);
}

int begin_write_bad(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = __filemap_get_folio(mapping, index, FGP_LOCK | FGP_CREAT, GFP_NOFS);

	if (IS_ERR(folio))
		return PTR_ERR(folio);
	folio_wait_writeback(folio); // expect: serialized-completion confirmed
	folio_unlock(folio);
	return 0;
}

int peek_ok(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = __filemap_get_folio(mapping, index, FGP_ACCESSED, GFP_NOFS);

	if (IS_ERR(folio))
		return PTR_ERR(folio);
	folio_wait_writeback(folio);
	folio_put(folio);
	return 0;
}

int start(void)
{
	end_queue = alloc_ordered_workqueue("ends", WQ_MEM_RECLAIM);
	return end_queue ? 0 : -ENOMEM;
}
