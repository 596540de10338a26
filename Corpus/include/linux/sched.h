#ifndef CORPUS_LINUX_SCHED_H
#define CORPUS_LINUX_SCHED_H

#include <linux/kernel.h>
#include <linux/jiffies.h>
#include <linux/gfp.h>

#define TASK_RUNNING 0x0000
#define TASK_INTERRUPTIBLE 0x0001
#define TASK_UNINTERRUPTIBLE 0x0002
#define TASK_WAKEKILL 0x0100
#define TASK_KILLABLE (TASK_WAKEKILL | TASK_UNINTERRUPTIBLE)
#define TASK_NORMAL (TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)
#define MAX_SCHEDULE_TIMEOUT LONG_MAX

#define PF_MEMALLOC 0x00000800
#define PF_MEMALLOC_NOFS 0x00040000
#define PF_MEMALLOC_NOIO 0x00080000

struct bio_list;
struct blk_plug;

struct task_struct {
	unsigned int __state;
	unsigned int flags;
	pid_t pid;
	struct mm_struct *mm;
	struct bio_list *bio_list;
	struct blk_plug *plug;
};

struct task_struct *get_current(void);
#define current get_current()

#define set_current_state(state_value) smp_store_mb(current->__state, (state_value))
#define __set_current_state(state_value) WRITE_ONCE(current->__state, (state_value))

void schedule(void);
long schedule_timeout(long timeout);
long schedule_timeout_interruptible(long timeout);
long schedule_timeout_uninterruptible(long timeout);
void io_schedule(void);
long io_schedule_timeout(long timeout);
int wake_up_process(struct task_struct *tsk);
int signal_pending(struct task_struct *p);
int fatal_signal_pending(struct task_struct *p);
#define cond_resched() __cond_resched()

#endif
