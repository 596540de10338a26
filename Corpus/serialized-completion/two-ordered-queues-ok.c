// run: kernel-version=6.1
/*
 * A gadget with two ordered queues: one for what waits, one for what is waited for.
 *
 * Each queue is one thread, but they are two threads: the transfers are counted out while the item
 * that disconnects waits.
 */

#include <linux/atomic.h>
#include <linux/slab.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct gadget {
	struct workqueue_struct *control_wq;
	struct workqueue_struct *transfer_wq;
	struct work_struct disconnect_work;
	atomic_t transfers;
	wait_queue_head_t idle_wait;
};

struct transfer {
	struct work_struct work;
	struct gadget *gadget;
};

static void transfer_done(struct work_struct *work)
{
	struct transfer *transfer = container_of(work, struct transfer, work);
	struct gadget *gadget = transfer->gadget;

	kfree(transfer);
	if (atomic_dec_and_test(&gadget->transfers))
		wake_up(&gadget->idle_wait);
}

static void gadget_disconnect(struct work_struct *work)
{
	struct gadget *gadget = container_of(work, struct gadget, disconnect_work);

	wait_event(gadget->idle_wait, !atomic_read(&gadget->transfers));
}

struct transfer *gadget_transfer_start_ok(struct gadget *gadget)
{
	struct transfer *transfer = kzalloc(sizeof(*transfer), GFP_ATOMIC);

	if (transfer) {
		transfer->gadget = gadget;
		atomic_inc(&gadget->transfers);
	}
	return transfer;
}

void gadget_transfer_complete_ok(struct transfer *transfer)
{
	INIT_WORK(&transfer->work, transfer_done);
	queue_work(transfer->gadget->transfer_wq, &transfer->work);
}

void gadget_unplugged_ok(struct gadget *gadget)
{
	queue_work(gadget->control_wq, &gadget->disconnect_work);
}

int gadget_init_ok(struct gadget *gadget)
{
	init_waitqueue_head(&gadget->idle_wait);
	INIT_WORK(&gadget->disconnect_work, gadget_disconnect);
	gadget->control_wq = alloc_ordered_workqueue("gadget-control", 0);
	if (!gadget->control_wq)
		return -ENOMEM;
	gadget->transfer_wq = alloc_ordered_workqueue("gadget-transfer", 0);
	if (!gadget->transfer_wq) {
		destroy_workqueue(gadget->control_wq);
		return -ENOMEM;
	}
	return 0;
}
