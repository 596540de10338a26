// run: kernel-version=6.1
/*
 * A device whose page faults are served by a thread of the driver.
 *
 * Task 1 faults: it holds the mmap lock of its process for reading and waits for the thread to fill
 * the page. Task 2, another thread of that process, maps something: it waits to write. Task 3, the
 * driver's thread, looks the page's owner up in the same address space before it reports.
 */

#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/spinlock.h>

struct fault {
	struct list_head list;
	struct mm_struct *mm;
	unsigned long address;
	struct completion filled;
	int error;
};

struct fault_device {
	spinlock_t lock;
	struct list_head faults;
	struct task_struct *thread;
};

int page_fill(struct mm_struct *mm, unsigned long address);

static int fault_thread(void *data)
{
	struct fault_device *dev = data;
	struct fault *fault;

	while (!kthread_should_stop()) {
		spin_lock(&dev->lock);
		fault = list_first_entry_or_null(&dev->faults, struct fault, list);
		if (fault)
			list_del(&fault->list);
		spin_unlock(&dev->lock);
		if (!fault) {
			schedule_timeout_interruptible(HZ);
			continue;
		}

		mmap_read_lock(fault->mm);
		fault->error = page_fill(fault->mm, fault->address);
		mmap_read_unlock(fault->mm);
		complete(&fault->filled);
	}
	return 0;
}

static int fault_serve(struct fault_device *dev, struct fault *fault)
{
	init_completion(&fault->filled);
	spin_lock(&dev->lock);
	list_add_tail(&fault->list, &dev->faults);
	spin_unlock(&dev->lock);
	wake_up_process(dev->thread);
	wait_for_completion(&fault->filled);
	return fault->error;
}

int fault_handle_bad(struct fault_device *dev, struct fault *fault)
{
	int err;

	mmap_read_lock(fault->mm);
	err = fault_serve(dev, fault); // expect: rwsem-writer-priority confirmed
	mmap_read_unlock(fault->mm);
	return err;
}

void region_map(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long start)
{
	mmap_write_lock(mm);
	vma->vm_start = start;
	mmap_write_unlock(mm);
}

int fault_device_start(struct fault_device *dev)
{
	spin_lock_init(&dev->lock);
	INIT_LIST_HEAD(&dev->faults);
	dev->thread = kthread_run(fault_thread, dev, "faults");
	return IS_ERR(dev->thread) ? PTR_ERR(dev->thread) : 0;
}
